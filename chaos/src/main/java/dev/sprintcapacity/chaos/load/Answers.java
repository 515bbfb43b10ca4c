package dev.sprintcapacity.chaos.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What the API answered since it was last asked: how often with which status, how fast. */
public final class Answers {
  /** An hour at some 300 answers a second; of more, the first are kept. */
  private static final int MOST_SAMPLES = 1 << 20;

  private static final int INITIAL_CAPACITY = 1 << 12;
  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[INITIAL_CAPACITY];
  private int samples;
  private final Map<Integer, Long> statuses = new TreeMap<>();

  synchronized void add(int status, long tookNanos) {
    statuses.merge(status, 1L, Long::sum);
    if (samples == MOST_SAMPLES) {
      return;
    }
    if (samples == nanos.length) {
      nanos = Arrays.copyOf(nanos, samples * 2);
    }
    nanos[samples++] = tookNanos;
  }

  /** How often this status was answered since {@link #take} was last called. */
  public synchronized long count(int status) {
    return statuses.getOrDefault(status, 0L);
  }

  /** What was answered since this was last called; counting begins anew. */
  public synchronized Period take() {
    long[] sorted = Arrays.copyOf(nanos, samples);
    Arrays.sort(sorted);
    Period period =
        new Period(Map.copyOf(statuses), percentile(sorted, 50), percentile(sorted, 99));
    samples = 0;
    statuses.clear();
    return period;
  }

  private static Duration percentile(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return Duration.ZERO;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
  }

  /**
   * The answers of some time.
   *
   * @param statuses how often which HTTP status was answered
   * @param p50 half of the answers came within this time; zero without answers
   * @param p99 all but a hundredth came within this time; zero without answers
   */
  public record Period(Map<Integer, Long> statuses, Duration p50, Duration p99) {
    /** Copies the statuses. */
    public Period {
      statuses = Map.copyOf(statuses);
    }

    /** Answers of any status. */
    public long count() {
      return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Answers whose status is from {@code from} to {@code to}, both counted. */
    public long count(int from, int to) {
      return statuses.entrySet().stream()
          .filter(entry -> entry.getKey() >= from && entry.getKey() <= to)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    @Override
    public String toString() {
      return "%d answers %s, p50 %.1f ms, p99 %.1f ms"
          .formatted(
              count(),
              new TreeMap<>(statuses),
              p50.toNanos() / NANOS_PER_MILLI,
              p99.toNanos() / NANOS_PER_MILLI);
    }
  }
}
