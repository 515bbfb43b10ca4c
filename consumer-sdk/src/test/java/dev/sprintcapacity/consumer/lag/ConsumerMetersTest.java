package dev.sprintcapacity.consumer.lag;

import static dev.sprintcapacity.consumer.lag.Snapshots.NOW;
import static dev.sprintcapacity.consumer.lag.Snapshots.behind;
import static dev.sprintcapacity.consumer.lag.Snapshots.idle;
import static dev.sprintcapacity.consumer.lag.Snapshots.minutesAgo;
import static dev.sprintcapacity.consumer.lag.Snapshots.running;
import static dev.sprintcapacity.consumer.lag.Snapshots.stuck;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConsumerMetersTest {
  private ConsumerSnapshot snapshot = running(behind(minutesAgo(3), NOW));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ConsumerMeters meters =
      new ConsumerMeters(
          () -> snapshot, Clock.fixed(NOW, ZoneOffset.UTC), HealthThresholds.DEFAULT);

  private double gauge(String name, String... tags) {
    return registry.get("sprintcap.consumer." + name).tag("group", "g").tags(tags).gauge().value();
  }

  @Test
  void gauges_follow_the_consumer() {
    meters.bindTo(registry);

    assertThat(gauge("lag.records")).isEqualTo(3);
    assertThat(gauge("age.seconds")).isEqualTo(180);
    assertThat(gauge("stuck.keys")).isZero();
    assertThat(gauge("health")).isEqualTo(0.5);
    assertThat(gauge("ready")).isEqualTo(1);

    snapshot = running(List.of(idle()), List.of(stuck(0, NOW), stuck(0, NOW)));
    assertThat(gauge("lag.records")).isZero();
    assertThat(gauge("age.seconds")).isZero();
    assertThat(gauge("stuck.keys")).isEqualTo(2);

    snapshot = Snapshots.in(ConsumerPhase.FAILED, NOW);
    assertThat(gauge("health")).isZero();
    assertThat(gauge("ready")).isZero();

    snapshot = running(idle());
    assertThat(gauge("health")).isEqualTo(1);
  }

  @Test
  void partitions_come_and_go_with_the_assignment() {
    meters.bindTo(registry);
    assertThat(gauge("partition.age.seconds", "topic", "t", "partition", "0")).isEqualTo(180);

    snapshot = running(new PartitionProgress("t", 1, 5, 9, 0, null, null, NOW));
    assertThat(gauge("partition.lag.records", "topic", "t", "partition", "0"))
        .as("revoked, and not yet refreshed")
        .isNaN();
    meters.refresh();

    assertThat(
            registry.find("sprintcap.consumer.partition.lag.records").tag("partition", "0").gauge())
        .isNull();
    assertThat(gauge("partition.lag.records", "topic", "t", "partition", "1")).isEqualTo(4);
  }

  @Test
  void refreshing_before_binding_does_nothing() {
    meters.refresh();

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void each_thing_noticed_has_a_counter_of_its_own() {
    snapshot =
        new ConsumerSnapshot(
            "g",
            ConsumerPhase.RUNNING,
            NOW,
            "",
            NOW,
            List.of(),
            List.of(),
            new InboundCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    meters.bindTo(registry);

    assertThat(registry.get("sprintcap.consumer.noticed").functionCounters())
        .hasSize(InboundCounts.class.getRecordComponents().length)
        .extracting(
            counter -> Objects.requireNonNull(counter.getId().getTag("what")) + counter.count())
        .containsExactlyInAnyOrder(
            "unknown_type1.0",
            "malformed2.0",
            "newer_version3.0",
            "schema_violation4.0",
            "misplaced5.0",
            "upcast6.0",
            "unknown_field7.0",
            "unreadable_header8.0",
            "duplicate9.0",
            "stale10.0",
            "gap11.0",
            "wait12.0");
  }
}
