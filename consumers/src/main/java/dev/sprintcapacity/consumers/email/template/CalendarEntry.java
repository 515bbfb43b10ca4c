package dev.sprintcapacity.consumers.email.template;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.property.Transparency;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;

/**
 * The sprint in calendars (RFC 5545, sent as RFC 5546 says): whole days that leave their owner
 * free. The same sprint has the same UID in every mail, and of two entries the one with the greater
 * SEQUENCE is valid. Thread-safe.
 */
final class CalendarEntry {

  private static final String PRODUCT = "-//Sprint Capacity//E-mail//EN";

  private final MailAddress sender;
  private final String senderName;

  CalendarEntry(MailAddress sender, String senderName) {
    this.sender = sender;
    this.senderName = senderName;
  }

  /** {@code REQUEST}, or {@code CANCEL} where the sprint is no more. */
  static String method(Letter letter) {
    return letter.endsSprint() ? Method.CANCEL : Method.REQUEST;
  }

  /**
   * The text of the entry.
   *
   * @param written when
   */
  String text(Letter letter, Instant written) {
    ICalendar calendar = new ICalendar();
    calendar.setProductId(PRODUCT);
    calendar.setMethod(new Method(method(letter)));
    calendar.addEvent(event(letter, written));
    return Biweekly.write(calendar).go();
  }

  private VEvent event(Letter letter, Instant written) {
    VEvent event = new VEvent();
    event.setUid(letter.sprint().sprintId() + "@sprint-capacity");
    event.setSequence(Math.toIntExact(Math.min(letter.revision(), Integer.MAX_VALUE)));
    event.setDateTimeStamp(Date.from(written));
    event.setDateStart(new DateStart(wholeDay(letter.sprint().startDate())));
    event.setDateEnd(new DateEnd(wholeDay(letter.sprint().endDate().plusDays(1))));
    event.setSummary(SafeText.line(letter.sprint().sprintName()));
    event.setDescription(
        "%d working days, confidence %s %%"
            .formatted(
                letter.sprint().sprintDuration(),
                letter.sprint().confidencePercentage().stripTrailingZeros().toPlainString()));
    event.setStatus(letter.endsSprint() ? Status.cancelled() : Status.confirmed());
    event.setTransparency(Transparency.transparent());
    event.setOrganizer(new Organizer(senderName, sender.text()));
    Attendee attendee = new Attendee(parameter(letter.recipient().name()), letter.address().text());
    attendee.setParticipationStatus(ParticipationStatus.NEEDS_ACTION);
    attendee.setRsvp(!letter.endsSprint());
    event.addAttendee(attendee);
    return event;
  }

  /** Parameters of calendars cannot hold a double quote. */
  private static String parameter(String text) {
    return SafeText.line(text).replace('"', '\'');
  }

  private static ICalDate wholeDay(LocalDate day) {
    return new ICalDate(
        new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth()), false);
  }
}
