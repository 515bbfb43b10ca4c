package dev.sprintcapacity.consumers.email.team;

import dev.sprintcapacity.consumers.email.template.MailKind;
import dev.sprintcapacity.events.EventType;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail that an event made due, before it is known to whom exactly.
 *
 * @param eventId of the event
 * @param kind what it is for
 * @param memberId whom it is for; {@link #NOBODY_BY_NAME} where that follows from the team
 * @param sprintId which sprint it is about
 * @param occasion type of the event
 * @param sequence of the event
 * @param time of the event
 */
record DueMail(
    UUID eventId,
    MailKind kind,
    String memberId,
    String sprintId,
    EventType occasion,
    long sequence,
    Instant time) {

  /** For mails to whoever has a role, or to the whole team. */
  static final String NOBODY_BY_NAME = "";
}
