package dev.sprintcapacity.consumers.email.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.TeamMember;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * Writes mails: plain text and HTML side by side, and with the sprint's calendar entry wherever it
 * is new or changed. Thread-safe.
 */
public final class MailWriter {

  /** Who mails say they are from, beside the address. */
  public static final String SENDER_NAME = "Sprint Capacity";

  /** Sorts by time as text does; millisecond precision keeps it short. */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final MailAddress sender;
  private final Clock clock;
  private final MailTexts texts = new MailTexts();
  private final CalendarEntry calendar;
  private final Session session = Session.getInstance(new Properties());

  /**
   * Writes in the name of a sender.
   *
   * @param sender whom mails are from
   * @param clock gives their date
   */
  public MailWriter(MailAddress sender, Clock clock) {
    this.sender = sender;
    this.clock = clock;
    this.calendar = new CalendarEntry(sender, SENDER_NAME);
  }

  /**
   * Writes one.
   *
   * @throws ConsumersException where it cannot be written, which another attempt does not mend
   */
  public WrittenMail write(Letter letter) {
    Instant now = clock.instant();
    String messageId = messageId(letter);
    try {
      MimeMessage message = new IdentifiedMessage(session, messageId);
      message.setFrom(new InternetAddress(sender.text(), SENDER_NAME, UTF_8.name()));
      message.setRecipient(
          Message.RecipientType.TO,
          new InternetAddress(
              letter.address().text(), SafeText.line(letter.recipient().name()), UTF_8.name()));
      message.setSubject(texts.subject(letter), UTF_8.name());
      message.setSentDate(Date.from(now));
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setContent(content(letter, now));
      message.saveChanges();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return new WrittenMail(messageId, bytes.toByteArray());
    } catch (MessagingException | IOException failure) {
      throw new ConsumersException("Could not write the mail " + letter, failure);
    }
  }

  /**
   * Writes one of each kind for nobody, so that the first real one is as quick as the others, and a
   * template that is missing is known at the start.
   *
   * @throws ConsumersException where one cannot be written
   */
  public void prepare() {
    TeamMember nobody = new TeamMember("nobody", "Nobody", "Developer", null);
    SprintFacts sprint =
        new SprintFacts(
            "sprint",
            "Sprint",
            "00-00",
            1,
            LocalDate.EPOCH,
            LocalDate.EPOCH.plusDays(1),
            1,
            BigDecimal.ONE);
    for (MailKind kind : MailKind.values()) {
      write(
          new Letter(
              kind,
              new UUID(0, 0),
              EventType.SPRINT_CREATED,
              Instant.EPOCH,
              nobody,
              sender,
              sprint,
              1,
              List.of(nobody)));
    }
  }

  private String messageId(Letter letter) {
    return "<%s.%s.%s.%s@%s>"
        .formatted(
            STAMP.format(letter.eventTime()),
            letter.kind().label(),
            letter.eventId(),
            letter.recipient().id(),
            sender.domain());
  }

  private MimeMultipart content(Letter letter, Instant now) throws MessagingException {
    MimeMultipart alternatives = new MimeMultipart("alternative");
    alternatives.addBodyPart(textPart(texts.plain(letter), "plain"));
    alternatives.addBodyPart(textPart(texts.html(letter), "html"));
    if (!changesCalendars(letter)) {
      return alternatives;
    }
    String entry = calendar.text(letter, now);
    // some programs look for the entry among the alternatives, others among the attachments
    alternatives.addBodyPart(
        part(entry, "text/calendar; charset=UTF-8; method=" + CalendarEntry.method(letter)));
    MimeBodyPart attachment = part(entry, "application/ics; charset=UTF-8; name=sprint.ics");
    attachment.setFileName("sprint.ics");
    attachment.setDisposition(Part.ATTACHMENT);
    MimeBodyPart readable = new MimeBodyPart();
    readable.setContent(alternatives);
    MimeMultipart mixed = new MimeMultipart("mixed");
    mixed.addBodyPart(readable);
    mixed.addBodyPart(attachment);
    return mixed;
  }

  private static boolean changesCalendars(Letter letter) {
    return switch (letter.kind()) {
      case WELCOME, RESCHEDULED, CANCELLED -> true;
      case SUMMARY -> letter.endsSprint();
    };
  }

  private static MimeBodyPart textPart(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8.name(), subtype);
    return part;
  }

  private static MimeBodyPart part(String text, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(UTF_8), type)));
    return part;
  }

  /** Keeps the id it was given: the library would make one up. */
  private static final class IdentifiedMessage extends MimeMessage {
    private final String messageId;

    IdentifiedMessage(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
