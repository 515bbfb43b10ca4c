package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.chaos.ChaosException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never longer than a bound, and says on failure how things stood. */
public final class Await {
  /** Between two looks; a condition costs at most a local request. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private Await() {}

  /**
   * Returns when the condition holds.
   *
   * @param what is awaited, for the message
   * @param limit of the wait
   * @param condition looked at again and again
   * @param state how things stand, asked when the time is over
   * @return how long it took
   * @throws ChaosException when the time is over
   */
  public static Duration until(
      String what, Duration limit, BooleanSupplier condition, Supplier<String> state) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        throw new ChaosException("%s: not within %s; %s".formatted(what, limit, state.get()));
      }
      pause(BETWEEN_LOOKS);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Lets time pass, for load to run or a fault to last; ends early only by interruption. */
  public static void pause(Duration duration) {
    try {
      if (new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ChaosException("a latch nobody knows was opened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while time passed", e);
    }
  }
}
