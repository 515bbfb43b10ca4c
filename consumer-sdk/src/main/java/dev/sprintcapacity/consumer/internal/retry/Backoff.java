package dev.sprintcapacity.consumer.internal.retry;

import dev.sprintcapacity.consumer.RetryPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits that grow from attempt to attempt and are spread, so that what failed together does not
 * come again together. Thread-safe where its source of chance is.
 */
public final class Backoff {
  /** 73 years, as good as any longer wait; sums and differences of it do not run over. */
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

  private final double firstNanos;
  private final double factor;
  private final double longestNanos;
  private final double jitter;
  private final DoubleSupplier chance;

  /**
   * Waits as a policy says.
   *
   * @param chance numbers from 0 to 1, evenly spread
   */
  public Backoff(RetryPolicy policy, DoubleSupplier chance) {
    this.firstNanos = nanos(policy.first());
    this.factor = policy.factor();
    this.longestNanos = nanos(policy.longest());
    this.jitter = policy.jitter();
    this.chance = chance;
  }

  /** Nanoseconds to wait after so many failures, from 1. */
  public long nanosAfter(int failures) {
    double grown = Math.min(longestNanos, firstNanos * Math.pow(factor, failures - 1.0));
    return (long) (grown * (1 + jitter * (2 * chance.getAsDouble() - 1)));
  }

  /** A duration as nanoseconds, within what a wait can be. */
  static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofNanos(LONGEST_NANOS)) < 0
        ? duration.toNanos()
        : LONGEST_NANOS;
  }
}
