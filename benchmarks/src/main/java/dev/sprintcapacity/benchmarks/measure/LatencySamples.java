package dev.sprintcapacity.benchmarks.measure;

import java.time.Duration;
import java.util.Arrays;

/** Every latency of a run, none dropped or bucketed. Safe for use by many threads. */
public final class LatencySamples {

  private static final int INITIAL_CAPACITY = 1 << 14;

  private long[] nanos = new long[INITIAL_CAPACITY];
  private int count;

  /** Adds one sample. */
  public synchronized void add(long latencyNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = latencyNanos;
  }

  /** Adds all samples of another run. */
  public void addAll(LatencySamples other) {
    for (long sample : other.copy()) {
      add(sample);
    }
  }

  /** Forgets all samples, as after a round that warms up. */
  public synchronized void clear() {
    count = 0;
  }

  private synchronized long[] copy() {
    return Arrays.copyOf(nanos, count);
  }

  /** How many samples there are. */
  public synchronized int count() {
    return count;
  }

  /**
   * The smallest latency that at least {@code percent} of the samples do not exceed (nearest rank).
   *
   * @param percent above 0, at most 100
   * @throws IllegalStateException without samples
   */
  public synchronized Duration percentile(double percent) {
    if (count == 0) {
      throw new IllegalStateException("no samples: nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * count);
    return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
  }

  /** Median and tail in milliseconds, for a table. */
  public String summary() {
    return "p50 %.2f ms, p99 %.2f ms (%,d samples)"
        .formatted(millis(percentile(50)), millis(percentile(99)), count());
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
