package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long handling a record takes of late: a moving average over about a thousand records. Where
 * it is below a bound, handing a record to another thread costs more than handling it, and the
 * leader does it itself.
 *
 * <p>The average is that long so that a thread which got no core for some milliseconds, once in
 * thousands of records, does not make short handlers look long; it follows handlers that become
 * long all the same, within some records, because these weigh as much more as they take longer.
 *
 * <p>Thread-safe; of two that tell at the same moment one may be forgotten.
 */
final class Pace {
  /** Weight of the past against one record. */
  private static final int WEIGHT_SHIFT = 10;

  /**
   * So many times the bound counts as measured before anything is: the first ones are not short.
   */
  private static final int FACTOR_AT_FIRST = 2;

  private static final long FACTOR_WHEN_STALLED = 1_000;

  private final long boundNanos;
  private final AtomicLong averageNanos;

  /**
   * Knows nothing yet.
   *
   * @param boundNanos what is short; 0: nothing is
   */
  Pace(long boundNanos) {
    this.boundNanos = boundNanos;
    this.averageNanos = new AtomicLong(FACTOR_AT_FIRST * boundNanos);
  }

  void took(long nanos) {
    long average = averageNanos.getOpaque();
    averageNanos.setOpaque(average + ((nanos - average) >> WEIGHT_SHIFT));
  }

  /** Whether handling is short. */
  boolean isShort() {
    return averageNanos.getOpaque() < boundNanos;
  }

  /**
   * Something takes so long that it is not known yet how long: for some thousand, none is short.
   */
  void stalled() {
    averageNanos.setOpaque(FACTOR_WHEN_STALLED * boundNanos);
  }
}
