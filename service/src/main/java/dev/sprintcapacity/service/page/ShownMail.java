package dev.sprintcapacity.service.page;

import dev.sprintcapacity.consumers.email.mailbox.StoredMail;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A mail as its template asks for it.
 *
 * @param id names it in addresses
 * @param at when it was written, for programs
 * @param shownAt the same for people, in UTC
 * @param from the sender
 * @param to the recipients
 * @param subject never empty, because it is a link
 * @param text the plain text
 * @param html whether it has a designed form
 * @param invitation whether it carries one
 */
public record ShownMail(
    String id,
    String at,
    String shownAt,
    String from,
    String to,
    String subject,
    String text,
    boolean html,
    boolean invitation) {

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("dd MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static ShownMail of(StoredMail mail) {
    return new ShownMail(
        mail.id(),
        mail.date().toString(),
        SHOWN.format(mail.date()),
        mail.from(),
        String.join(", ", mail.to()),
        mail.subject().isBlank() ? "(no subject)" : mail.subject(),
        mail.text(),
        !mail.html().isBlank(),
        mail.invitation().isPresent());
  }
}
