package dev.sprintcapacity.consumer;

import java.time.Duration;

/**
 * How often and when a failed event is tried again. The wait before attempt n+1 is {@code first *
 * factor^(n-1)}, at most {@code longest}, moved by up to {@code jitter} of itself to either side.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param first wait after the first failure, 0 or more
 * @param factor at least 1
 * @param longest bound of a wait
 * @param jitter 0 to 1
 * @param afterLast what happens after the last attempt
 * @since 0.1.0
 */
public record RetryPolicy(
    int maxAttempts,
    Duration first,
    double factor,
    Duration longest,
    double jitter,
    AfterLastAttempt afterLast) {

  /** Ten attempts within about two minutes, then the event is a dead letter and its key goes on. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          10, Duration.ofMillis(200), 2, Duration.ofSeconds(30), 0.2, AfterLastAttempt.DEAD_LETTER);

  /** Checks every range. */
  public RetryPolicy {
    require(maxAttempts >= 1, "maxAttempts must be at least 1", maxAttempts);
    require(!first.isNegative(), "first must not be negative", first);
    require(factor >= 1 && Double.isFinite(factor), "factor must be at least 1", factor);
    require(longest.compareTo(first) >= 0, "longest must not be shorter than first", longest);
    require(jitter >= 0 && jitter <= 1, "jitter must be 0 to 1", jitter);
  }

  private static void require(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new ConsumerException("retry policy: " + expectation + ", but is " + value);
    }
  }
}
