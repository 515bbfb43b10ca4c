package dev.sprintcapacity.benchmarks.consumer;

import java.time.Duration;

/**
 * What every contender is asked to do in one measurement.
 *
 * @param work how long a handler waits
 * @param poisoned whether the records of one key in a hundred fail at every attempt
 */
record Cell(Duration work, boolean poisoned) {
  private static final int ONE_IN = 100;

  /** Keys whose index is a multiple of it are poisoned; 0: none is. */
  int poisonEvery() {
    return poisoned ? ONE_IN : 0;
  }

  /** The handler's time, for tables. */
  String workText() {
    long micros = work.toNanos() / 1_000;
    return micros % 1_000 == 0 ? micros / 1_000 + " ms" : micros / 1e3 + " ms";
  }
}
