package dev.sprintcapacity.consumers.email.delivery;

import java.time.Duration;

/**
 * When a mail that was not taken is tried again.
 *
 * @param first wait
 * @param longest wait; each is twice the one before it until then
 */
record Backoff(Duration first, Duration longest) {

  /** 5 s, 10 s, 20 s … 15 min: greylisting servers want some minutes, an operator no more. */
  static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15));

  private static final int MOST_DOUBLINGS = 20;

  /**
   * The wait after an attempt.
   *
   * @param attempts made so far, at least 1
   */
  Duration after(int attempts) {
    Duration wait = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
