package dev.sprintcapacity.consumer.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consumers in every state, at one moment. */
final class Snapshots {
  static final Instant NOW = Instant.parse("2025-11-27T10:30:00Z");

  private Snapshots() {}

  static Instant ago(Duration duration) {
    return NOW.minus(duration);
  }

  static Instant minutesAgo(long minutes) {
    return ago(Duration.ofMinutes(minutes));
  }

  /** A partition that is level with its end. */
  static PartitionProgress idle() {
    return new PartitionProgress("t", 0, 100, 100, 0, null, null, minutesAgo(600));
  }

  /** A partition with 3 records read and not done with, the oldest from then. */
  static PartitionProgress behind(Instant oldest, Instant lastProgress) {
    return new PartitionProgress("t", 0, 100, 100, 3, oldest, null, lastProgress);
  }

  /** A partition with 10 records that nobody has read. */
  static PartitionProgress unread(@Nullable Instant behindSince, Instant lastProgress) {
    return new PartitionProgress("t", 0, 90, 100, 0, null, behindSince, lastProgress);
  }

  static StuckKey stuck(int waitingRecords, Instant since) {
    return new StuckKey("t", 0, 17, "sprint-1", 4, since, waitingRecords, "IOException");
  }

  static ConsumerSnapshot running(PartitionProgress... partitions) {
    return running(List.of(partitions), List.of());
  }

  static ConsumerSnapshot running(List<PartitionProgress> partitions, List<StuckKey> stuckKeys) {
    return new ConsumerSnapshot(
        "g",
        ConsumerPhase.RUNNING,
        minutesAgo(1_000),
        "",
        NOW,
        partitions,
        stuckKeys,
        InboundCounts.ZERO);
  }

  static ConsumerSnapshot in(ConsumerPhase phase, Instant since) {
    return new ConsumerSnapshot(
        "g", phase, since, "", NOW, List.of(idle()), List.of(), InboundCounts.ZERO);
  }

  static ConsumerSnapshot silentSince(Instant lastPoll) {
    return new ConsumerSnapshot(
        "g",
        ConsumerPhase.RUNNING,
        minutesAgo(1_000),
        "",
        lastPoll,
        List.of(idle()),
        List.of(),
        InboundCounts.ZERO);
  }
}
