package dev.sprintcapacity.consumer.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges one snapshot. It keeps nothing between two judgements: since when something is so is part
 * of the snapshot, so health heals at the moment its causes are gone.
 */
final class HealthCheck {
  private final ConsumerSnapshot snapshot;
  private final Instant now;
  private final HealthThresholds thresholds;
  private final List<String> red = new ArrayList<>();
  private final List<String> yellow = new ArrayList<>();

  HealthCheck(ConsumerSnapshot snapshot, Instant now, HealthThresholds thresholds) {
    this.snapshot = snapshot;
    this.now = now;
    this.thresholds = thresholds;
  }

  Health judge() {
    phase();
    if (snapshot.phase() == ConsumerPhase.RUNNING
        || snapshot.phase() == ConsumerPhase.REBALANCING) {
      silence();
      partitions();
      stuckKeys();
    }
    if (!red.isEmpty()) {
      red.addAll(yellow);
      return new Health.Unhealthy(red);
    }
    return yellow.isEmpty() ? new Health.Healthy() : new Health.Degraded(yellow);
  }

  private void phase() {
    Duration since = since(snapshot.phaseSince());
    switch (snapshot.phase()) {
      case RUNNING -> {}
      case CREATED -> red.add("not started");
      case STARTING, REBALANCING -> {
        String reason =
            "%s for %s"
                .formatted(
                    snapshot.phase() == ConsumerPhase.STARTING ? "starting" : "rebalancing",
                    seconds(since));
        (exceeds(since, thresholds.grace()) ? red : yellow).add(reason);
      }
      case STOPPING -> red.add("stopping");
      case STOPPED -> red.add("stopped");
      case FAILED -> red.add("failed: " + snapshot.phaseReason());
    }
  }

  private void silence() {
    Duration silence = since(snapshot.lastPoll());
    if (exceeds(silence, thresholds.degradedSilence())) {
      boolean over = exceeds(silence, thresholds.degradedSilence().plus(thresholds.grace()));
      (over ? red : yellow).add("not polled for " + seconds(silence));
    }
  }

  private void partitions() {
    for (PartitionProgress partition : snapshot.partitions()) {
      Duration age = partition.age(now);
      if (!exceeds(age, thresholds.degradedAge())) {
        continue;
      }
      Duration standing = since(partition.lastProgress());
      boolean over =
          exceeds(age, thresholds.degradedAge().plus(thresholds.grace()))
              && exceeds(standing, thresholds.grace())
              && partition.lagRecords() > recordsOfStuckKeys(partition);
      (over ? red : yellow)
          .add(
              "%s-%d is %s behind, with %d records left and the last one done %s ago"
                  .formatted(
                      partition.topic(),
                      partition.partition(),
                      seconds(age),
                      partition.lagRecords(),
                      seconds(standing)));
    }
  }

  /** Where nothing but stuck keys is left, the partition itself does what it can. */
  private long recordsOfStuckKeys(PartitionProgress partition) {
    return snapshot.stuckKeys().stream()
        .filter(key ->
            key.partition() == partition.partition() && key.topic().equals(partition.topic()))
        .mapToLong(key -> 1L + key.waitingRecords())
        .sum();
  }

  private void stuckKeys() {
    if (snapshot.stuckKeys().isEmpty()) {
      return;
    }
    long lasting =
        snapshot.stuckKeys().stream()
            .filter(key -> exceeds(since(key.since()), thresholds.grace()))
            .count();
    (lasting > thresholds.mostStuckKeys() ? red : yellow)
        .add(
            "%d stuck keys, %d of them for longer than %s"
                .formatted(snapshot.stuckKeys().size(), lasting, seconds(thresholds.grace())));
  }

  private Duration since(Instant instant) {
    return instant.isAfter(now) ? Duration.ZERO : Duration.between(instant, now);
  }

  private static boolean exceeds(Duration value, Duration bound) {
    return value.compareTo(bound) > 0;
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
