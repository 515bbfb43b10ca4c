package dev.sprintcapacity.consumer;

import java.time.Duration;
import java.util.Objects;

/**
 * What a handler says of an event. Closed: the consumer must decide for every case what becomes of
 * the offset and of the events behind it.
 *
 * @since 0.1.0
 */
public sealed interface HandlerResult {

  /**
   * The event is handled.
   *
   * @return the one value
   */
  static HandlerResult done() {
    return Done.DONE;
  }

  /**
   * The event needs no handling; counts as handled.
   *
   * @param reason why, for metrics and logs
   * @return the result
   */
  static HandlerResult skip(String reason) {
    return new Skip(reason);
  }

  /**
   * The event cannot be handled yet. Counts as a failed attempt.
   *
   * @param delay how long to wait; the key's later events wait too
   * @return the result
   */
  static HandlerResult retryLater(Duration delay) {
    return new RetryLater(delay);
  }

  /**
   * The event will never be handled: no further attempt.
   *
   * @param reason why, kept in the dead letter
   * @return the result
   */
  static HandlerResult deadLetter(String reason) {
    return new DeadLetter(reason);
  }

  /**
   * Handled.
   *
   * @since 0.1.0
   */
  enum Done implements HandlerResult {
    /** The only value. */
    DONE
  }

  /**
   * Needs no handling.
   *
   * @param reason why
   * @since 0.1.0
   */
  record Skip(String reason) implements HandlerResult {
    /** Checks that a reason is given. */
    public Skip {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * Not yet.
   *
   * @param delay zero or more
   * @since 0.1.0
   */
  record RetryLater(Duration delay) implements HandlerResult {
    /** Checks that the delay is not negative. */
    public RetryLater {
      if (delay.isNegative()) {
        throw new ConsumerException("a retry cannot lie in the past: delay is " + delay);
      }
    }
  }

  /**
   * Never.
   *
   * @param reason why
   * @since 0.1.0
   */
  record DeadLetter(String reason) implements HandlerResult {
    /** Checks that a reason is given. */
    public DeadLetter {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
