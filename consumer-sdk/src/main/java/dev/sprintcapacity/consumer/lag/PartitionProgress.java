package dev.sprintcapacity.consumer.lag;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a member is in one partition. Where nothing is unhandled, it is as far as it has read:
 * the end of a partition with transactions is a marker, which no event ever stands on, so a
 * committed offset alone would show a lag for ever.
 *
 * @param topic the topic
 * @param partition its number
 * @param readTo the offset to be read next
 * @param endOffset the offset behind the last record a reader may see, as known last; -1 where it
 *     is not known yet
 * @param unhandledRecords records read and not done with
 * @param oldestUnhandled the timestamp of the oldest of these; null where there is none
 * @param behindSince when the end was first seen ahead of what was read, without a moment of being
 *     level since; null where it is not ahead
 * @param lastProgress when a record was last done with, or the partition was assigned
 * @since 0.1.0
 */
public record PartitionProgress(
    String topic,
    int partition,
    long readTo,
    long endOffset,
    int unhandledRecords,
    @Nullable Instant oldestUnhandled,
    @Nullable Instant behindSince,
    Instant lastProgress) {
  /** The end of a partition that has not been asked for. */
  public static final long UNKNOWN_END = -1;

  /** Checks what belongs together. */
  public PartitionProgress {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(lastProgress, "lastProgress");
    if (readTo < 0 || endOffset < UNKNOWN_END || unhandledRecords < 0) {
      throw new ConsumerException(
          "progress of %s-%d must not be negative, but is %d of %d with %d unhandled"
              .formatted(topic, partition, readTo, endOffset, unhandledRecords));
    }
    if ((unhandledRecords > 0) != (oldestUnhandled != null)) {
      throw new ConsumerException(
          "progress of %s-%d has %d unhandled records, but the oldest is from %s"
              .formatted(topic, partition, unhandledRecords, oldestUnhandled));
    }
  }

  /**
   * What is left to handle.
   *
   * @return records read and not done with, and offsets that are not read yet; markers of
   *     transactions among the latter count until they are read
   */
  public long lagRecords() {
    return unhandledRecords + unreadRecords();
  }

  private long unreadRecords() {
    return endOffset == UNKNOWN_END ? 0 : Math.max(0, endOffset - readTo);
  }

  /**
   * How old the oldest event is that is not handled. Exact where it was read. Where it was not, it
   * is as old as it is known to be: since its offset was first seen.
   *
   * @param now the time
   * @return zero where nothing is left to handle; never negative, whatever the clocks say
   */
  public Duration age(Instant now) {
    Instant since = oldestUnhandled;
    if (since == null && unreadRecords() > 0) {
      since = behindSince;
    }
    return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }
}
