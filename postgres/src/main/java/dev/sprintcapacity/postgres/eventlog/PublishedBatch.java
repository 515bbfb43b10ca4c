package dev.sprintcapacity.postgres.eventlog;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * What a batch was, in a form that can be checked against the log later: a log that does not hold
 * it any more has lost what was published.
 *
 * @param since events seen by this snapshot were published before
 * @param until the batch is of events seen by this snapshot
 * @param firstPosition the lowest position in the batch
 * @param lastPosition the highest position in the batch
 * @param eventCount number of events in the batch
 * @param digest SHA-256 over the ids of the events in order of position, as lower-case hex
 */
public record PublishedBatch(
    Snapshot since,
    Snapshot until,
    long firstPosition,
    long lastPosition,
    int eventCount,
    String digest) {

  public PublishedBatch {
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(digest, "digest");
    if (eventCount < 1 || firstPosition < 1 || lastPosition < firstPosition) {
      throw new BrokenEventLogException(
          "published batch: %d events at %d..%d"
              .formatted(eventCount, firstPosition, lastPosition));
    }
  }

  static String digestOf(List<StoredEvent> events) {
    ByteBuffer ids = ByteBuffer.allocate(16 * events.size());
    for (StoredEvent event : events) {
      ids.putLong(event.id().getMostSignificantBits());
      ids.putLong(event.id().getLeastSignificantBits());
    }
    return Sha256.hex(ids.array());
  }
}
