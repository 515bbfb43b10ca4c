package dev.sprintcapacity.postgres.eventlog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Events that were not published yet, in the order in which to publish them, and the cursor that
 * stands for all of them having been published.
 *
 * @param since events seen by this snapshot were published before
 * @param until all events of the batch are seen by this snapshot
 * @param events ascending by position; may be empty
 * @param next the cursor after these events
 */
public record EventBatch(Snapshot since, Snapshot until, List<StoredEvent> events, LogCursor next) {

  /**
   * Checks what the writers' row lock promises: per sprint, sequences follow each other without a
   * gap. Publishing anything else would break the order for good.
   *
   * @throws BrokenEventLogException where they do not
   */
  public EventBatch {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(next, "next");
    events = List.copyOf(events);
    Map<String, Long> lastSequences = new HashMap<>();
    long lastPosition = 0;
    for (StoredEvent event : events) {
      if (event.position() <= lastPosition) {
        throw new BrokenEventLogException(
            "event log: position %d of %s follows %d"
                .formatted(event.position(), event, lastPosition));
      }
      lastPosition = event.position();
      Long last = lastSequences.put(event.sprintId(), event.sequence());
      if (last != null && event.sequence() != last + 1) {
        throw new BrokenEventLogException(
            "event log: %s follows sequence %d of its sprint; only writers that hold the lock on the"
                    .formatted(event, last)
                + " sprint's row may append events");
      }
    }
  }

  /** Whether there is nothing to publish. */
  public boolean isEmpty() {
    return events.isEmpty();
  }

  /** Whether more events are known to wait behind these. */
  public boolean hasMore() {
    return next instanceof LogCursor.Draining;
  }

  /**
   * What to remember of this batch with its cursor.
   *
   * @throws BrokenEventLogException where the batch is empty
   */
  public PublishedBatch mark() {
    return new PublishedBatch(
        since,
        until,
        isEmpty() ? 0 : events.getFirst().position(),
        isEmpty() ? 0 : events.getLast().position(),
        events.size(),
        PublishedBatch.digestOf(events));
  }
}
