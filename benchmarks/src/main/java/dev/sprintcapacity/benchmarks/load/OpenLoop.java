package dev.sprintcapacity.benchmarks.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Begins something at fixed moments, whether or not what began before has ended. */
final class OpenLoop {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private OpenLoop() {}

  /**
   * Runs the operation {@code count} times, each on a virtual thread at its intended moment, which
   * it is told.
   */
  static void run(int perSecond, int count, LongConsumer operation) {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long intended = begun + i * (NANOS_PER_SECOND / perSecond);
      for (long left = intended - System.nanoTime();
          left > 0;
          left = intended - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      Thread.startVirtualThread(() -> operation.accept(intended));
    }
  }
}
