package dev.sprintcapacity.consumers.email.delivery;

import dev.sprintcapacity.consumers.email.template.MailAddress;
import dev.sprintcapacity.consumers.email.template.MailKind;
import dev.sprintcapacity.consumers.email.template.WrittenMail;
import java.util.UUID;

/**
 * A mail on its way into the table.
 *
 * @param eventId of the event that made it due
 * @param kind what it is for
 * @param sprintId which sprint it is about
 * @param memberId whom it is for
 * @param address where it goes
 * @param written the mail itself
 */
public record NewMail(
    UUID eventId,
    MailKind kind,
    String sprintId,
    String memberId,
    MailAddress address,
    WrittenMail written) {}
