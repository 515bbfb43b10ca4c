package dev.sprintcapacity.consumer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that its group could not handle.
 *
 * @param position where the dead letter stands
 * @param writtenAt when it was written there
 * @param origin where the record stood that failed; a redrive does not change it
 * @param originTimestamp the record's timestamp; null where it had none
 * @param key the record's key; null where it has none; not copied, so do not change it
 * @param value the record's value; null where it has none; not copied, so do not change it
 * @param headers the record's own headers, in their order
 * @param failure what went wrong, the last time
 * @param redriveCount how often the record had been sent back before it failed this time
 * @param redriven whether this dead letter was sent back since; where it failed again there is a
 *     newer one with the same origin
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // letters are read one by one and compared nowhere
public record DeadLetter(
    Position position,
    Instant writtenAt,
    Position origin,
    @Nullable Instant originTimestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers,
    Failure failure,
    int redriveCount,
    boolean redriven) {

  /** Checks that everything is there. */
  public DeadLetter {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(writtenAt, "writtenAt");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(failure, "failure");
    headers = List.copyOf(headers);
  }

  /**
   * The key as text.
   *
   * @return the key, read as UTF-8; empty where there is none
   */
  public Optional<String> keyText() {
    return Optional.ofNullable(key).map(bytes -> new String(bytes, UTF_8));
  }

  /**
   * What went wrong. Texts that come from an exception are cut and made harmless when the letter is
   * written.
   *
   * @param attempts attempts of that time; 0 where it stood behind a parked key, or was unreadable
   * @param reason in words; empty where the letter had no room for it
   * @param exceptionClass what was thrown; null where nothing was
   * @param exceptionMessage its message; null where there is none
   * @param causeClass its first cause; null where it has none
   * @param stackTrace the first frames; null where nothing was thrown or the letter had no room
   * @param firstFailure when the record failed for the first time; null where that is not known
   * @param lastFailure when it failed last; null where that is not known
   * @since 0.1.0
   */
  public record Failure(
      int attempts,
      String reason,
      @Nullable String exceptionClass,
      @Nullable String exceptionMessage,
      @Nullable String causeClass,
      @Nullable String stackTrace,
      @Nullable Instant firstFailure,
      @Nullable Instant lastFailure) {
    /** Checks that a reason is there. */
    public Failure {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
