package dev.sprintcapacity.consumer.lag;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key whose first event fails and holds up those behind it.
 *
 * @param topic of the failing event
 * @param partition of the failing event
 * @param offset of the failing event
 * @param key the key; null where the record has none, and then the keyless records of the partition
 *     wait
 * @param attempts made so far
 * @param since when the first attempt failed
 * @param waitingRecords records of the same key and partition behind the failing one
 * @param cause what failed, such as the class of the exception; nothing of the event
 * @since 0.1.0
 */
public record StuckKey(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    int attempts,
    Instant since,
    int waitingRecords,
    String cause) {
  /** Checks that everything is there. */
  public StuckKey {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(cause, "cause");
  }
}
