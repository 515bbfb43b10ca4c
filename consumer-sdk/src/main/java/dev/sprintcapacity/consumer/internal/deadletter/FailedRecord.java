package dev.sprintcapacity.consumer.internal.deadletter;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that no attempt could handle.
 *
 * @param record as it was read
 * @param attempts made; 0 for a record that stands behind a parked key or is malformed
 * @param reason in words, short
 * @param cause what the last attempt threw; null where nothing was thrown
 * @param firstFailure when the first attempt failed
 * @param lastFailure when the last attempt failed
 */
public record FailedRecord(
    ConsumerRecord<byte[], byte[]> record,
    int attempts,
    String reason,
    @Nullable Throwable cause,
    Instant firstFailure,
    Instant lastFailure) {
  /** Checks that everything is there. */
  public FailedRecord {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(firstFailure, "firstFailure");
    Objects.requireNonNull(lastFailure, "lastFailure");
  }
}
