package dev.sprintcapacity.consumer.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A snapshot with what follows from it: the sums, the worst, the health.
 *
 * @param snapshot what the consumer said
 * @param at when it was judged
 * @param lagRecords left to handle over all partitions
 * @param age of the oldest unhandled event of all partitions; zero where nothing is left to handle
 * @param health whether the consumer is well
 * @since 0.1.0
 */
public record ConsumerReport(
    ConsumerSnapshot snapshot, Instant at, long lagRecords, Duration age, Health health) {
  /** Checks that everything is there. */
  public ConsumerReport {
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(age, "age");
    Objects.requireNonNull(health, "health");
  }

  /**
   * Judges a snapshot. Depends on nothing but its parameters.
   *
   * @param snapshot what the consumer said
   * @param now the time, of the clock the snapshot was taken by
   * @param thresholds from when on it is not well
   * @return the report
   */
  public static ConsumerReport of(
      ConsumerSnapshot snapshot, Instant now, HealthThresholds thresholds) {
    return new ConsumerReport(
        snapshot,
        now,
        snapshot.partitions().stream().mapToLong(PartitionProgress::lagRecords).sum(),
        snapshot.partitions().stream()
            .map(partition -> partition.age(now))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO),
        new HealthCheck(snapshot, now, thresholds).judge());
  }

  /**
   * The answer to a readiness probe. A consumer that is degraded stays ready, and so it does during
   * a rebalance, until its grace is over.
   *
   * @return true where the consumer has joined its group and is not unhealthy
   */
  public boolean isReady() {
    boolean joined =
        switch (snapshot.phase()) {
          case RUNNING, REBALANCING -> true;
          case CREATED, STARTING, STOPPING, STOPPED, FAILED -> false;
        };
    return joined
        && switch (health) {
          case Health.Healthy healthy -> true;
          case Health.Degraded degraded -> true;
          case Health.Unhealthy unhealthy -> false;
        };
  }

  /**
   * The partitions, those with the oldest unhandled event first.
   *
   * @return a sorted copy
   */
  public List<PartitionProgress> oldestFirst() {
    return snapshot.partitions().stream()
        .sorted(Comparator.comparing((PartitionProgress partition) -> partition.age(at)).reversed())
        .toList();
  }
}
