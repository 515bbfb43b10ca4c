package dev.sprintcapacity.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A point in time to wait for conditions until, on the clock that never jumps. */
record Deadline(long nanoTime) {
  /** Servers here become ready within tens of milliseconds; polling a file costs microseconds. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  boolean hasPassed() {
    return System.nanoTime() - nanoTime >= 0;
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /**
   * Lets a moment pass.
   *
   * @return false if the deadline has passed or the thread is interrupted: stop waiting
   */
  boolean pause() {
    if (hasPassed() || Thread.currentThread().isInterrupted()) {
      return false;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    return true;
  }
}
