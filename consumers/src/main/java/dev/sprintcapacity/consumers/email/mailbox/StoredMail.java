package dev.sprintcapacity.consumers.email.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail that was stored instead of sent.
 *
 * @param id for {@link Mailbox#find}; fit for a path of a URL
 * @param date when it was written
 * @param from the sender's address
 * @param to the recipients' addresses
 * @param subject one line; empty where it has none
 * @param text the plain text; empty where it has none
 * @param html the HTML as it was stored, not made safe for a page of one's own; empty where it has
 *     none
 * @param invitation the calendar entry, where it has one
 */
public record StoredMail(
    String id,
    Instant date,
    String from,
    List<String> to,
    String subject,
    String text,
    String html,
    Optional<String> invitation) {

  /** Copies the recipients. */
  public StoredMail {
    to = List.copyOf(to);
  }

  /** By its id alone: the rest is personal. */
  @Override
  public String toString() {
    return "StoredMail[%s]".formatted(id);
  }
}
