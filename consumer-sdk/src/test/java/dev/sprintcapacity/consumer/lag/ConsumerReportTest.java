package dev.sprintcapacity.consumer.lag;

import static dev.sprintcapacity.consumer.lag.Snapshots.NOW;
import static dev.sprintcapacity.consumer.lag.Snapshots.ago;
import static dev.sprintcapacity.consumer.lag.Snapshots.behind;
import static dev.sprintcapacity.consumer.lag.Snapshots.idle;
import static dev.sprintcapacity.consumer.lag.Snapshots.minutesAgo;
import static dev.sprintcapacity.consumer.lag.Snapshots.running;
import static dev.sprintcapacity.consumer.lag.Snapshots.silentSince;
import static dev.sprintcapacity.consumer.lag.Snapshots.stuck;
import static dev.sprintcapacity.consumer.lag.Snapshots.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumerReportTest {
  private static ConsumerReport of(ConsumerSnapshot snapshot) {
    return ConsumerReport.of(snapshot, NOW, HealthThresholds.DEFAULT);
  }

  private static void assertHealthy(ConsumerSnapshot snapshot) {
    assertThat(of(snapshot).health()).isEqualTo(new Health.Healthy());
    assertThat(of(snapshot).isReady()).isTrue();
  }

  private static void assertDegraded(ConsumerSnapshot snapshot, String reason) {
    assertThat(of(snapshot).health())
        .isInstanceOfSatisfying(
            Health.Degraded.class,
            health -> assertThat(health.reasons()).anyMatch(text -> text.contains(reason)));
    assertThat(of(snapshot).isReady()).isTrue();
  }

  private static void assertUnhealthy(ConsumerSnapshot snapshot, String reason) {
    assertThat(of(snapshot).health())
        .isInstanceOfSatisfying(
            Health.Unhealthy.class,
            health -> assertThat(health.reasons()).anyMatch(text -> text.contains(reason)));
    assertThat(of(snapshot).isReady()).isFalse();
  }

  @Test
  void an_idle_consumer_is_healthy() {
    assertHealthy(running(idle()));
    assertHealthy(running());
  }

  @Test
  void sums_and_worst_are_over_all_partitions() {
    var other = new PartitionProgress("t", 1, 5, 9, 2, minutesAgo(7), null, NOW);
    ConsumerReport report = of(running(idle(), behind(minutesAgo(2), NOW), other));

    assertThat(report.lagRecords()).isEqualTo(3 + 6);
    assertThat(report.age()).isEqualTo(Duration.ofMinutes(7));
    assertThat(report.oldestFirst()).first().isEqualTo(other);
    assertThat(report.oldestFirst()).last().isEqualTo(idle());
  }

  @Test
  void some_age_is_normal() {
    assertHealthy(running(behind(minutesAgo(1), minutesAgo(600))));
  }

  @Test
  void a_backlog_that_shrinks_degrades_however_old_it_is_for_a_restart_would_only_delay_it() {
    assertDegraded(running(behind(minutesAgo(600), ago(Duration.ofSeconds(1)))), "t-0 is 36000 s");
    assertDegraded(running(unread(minutesAgo(600), minutesAgo(5))), "10 records left");
  }

  @Test
  void a_backlog_that_does_not_shrink_is_unhealthy_when_its_grace_is_over() {
    assertDegraded(running(behind(minutesAgo(6), minutesAgo(600))), "t-0");
    assertUnhealthy(
        running(behind(minutesAgo(6).minusMillis(1), minutesAgo(600))), "3 records left");
    assertUnhealthy(
        running(unread(minutesAgo(6).minusMillis(1), minutesAgo(5).minusMillis(1))),
        "last one done 300 s ago");
    assertDegraded(running(unread(minutesAgo(60), minutesAgo(5))), "t-0");
  }

  @Test
  void it_heals_at_the_moment_its_cause_is_gone() {
    assertUnhealthy(running(behind(minutesAgo(20), minutesAgo(20))), "t-0");
    assertHealthy(running(idle()));
  }

  @Test
  void a_stuck_key_degrades_and_alone_is_never_more_for_no_restart_helps_it() {
    PartitionProgress onlyTheStuck = behind(minutesAgo(600), minutesAgo(600));

    assertDegraded(
        running(List.of(onlyTheStuck), List.of(stuck(2, minutesAgo(600)))), "1 stuck keys");
  }

  @Test
  void records_beside_the_stuck_keys_that_do_not_move_are_unhealthy() {
    PartitionProgress oneMore = behind(minutesAgo(600), minutesAgo(600));

    assertUnhealthy(running(List.of(oneMore), List.of(stuck(1, minutesAgo(600)))), "t-0");
  }

  @Test
  void too_many_stuck_keys_for_too_long_are_unhealthy() {
    List<StuckKey> lasting = Collections.nCopies(101, stuck(0, minutesAgo(6)));
    List<StuckKey> recent = Collections.nCopies(101, stuck(0, minutesAgo(5)));

    assertDegraded(running(List.of(idle()), lasting.subList(0, 100)), "100 stuck keys, 100 of");
    assertUnhealthy(running(List.of(idle()), lasting), "101 stuck keys");
    assertDegraded(running(List.of(idle()), recent), "101 stuck keys, 0 of them");
  }

  @Test
  void a_poll_loop_that_is_silent_degrades_and_is_unhealthy_when_its_grace_is_over() {
    assertHealthy(silentSince(ago(Duration.ofSeconds(30))));
    assertDegraded(silentSince(ago(Duration.ofSeconds(31))), "not polled for 31 s");
    assertDegraded(silentSince(ago(Duration.ofSeconds(330))), "not polled");
    assertUnhealthy(silentSince(ago(Duration.ofSeconds(331))), "not polled for 331 s");
  }

  @Test
  void a_start_is_not_ready_and_is_unhealthy_when_its_grace_is_over() {
    ConsumerReport starting = of(Snapshots.in(ConsumerPhase.STARTING, minutesAgo(5)));

    assertThat(starting.health()).isInstanceOf(Health.Degraded.class);
    assertThat(starting.isReady()).isFalse();
    assertUnhealthy(Snapshots.in(ConsumerPhase.STARTING, minutesAgo(6)), "starting for 360 s");
  }

  @Test
  void a_rebalance_stays_ready_until_its_grace_is_over() {
    assertDegraded(Snapshots.in(ConsumerPhase.REBALANCING, minutesAgo(5)), "rebalancing");
    assertUnhealthy(Snapshots.in(ConsumerPhase.REBALANCING, minutesAgo(6)), "rebalancing");
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATED", "STOPPING", "STOPPED", "FAILED"})
  void a_consumer_that_does_not_run_is_not_ready_at_once(ConsumerPhase phase) {
    assertThat(of(Snapshots.in(phase, NOW)).isReady()).isFalse();
    assertThat(of(Snapshots.in(phase, NOW)).health()).isInstanceOf(Health.Unhealthy.class);
  }

  @Test
  void what_is_worst_is_told_first_and_nothing_is_left_out() {
    var snapshot =
        new ConsumerSnapshot(
            "g",
            ConsumerPhase.RUNNING,
            minutesAgo(9),
            "",
            ago(Duration.ofSeconds(40)),
            List.of(behind(minutesAgo(9), minutesAgo(9))),
            List.of(stuck(0, NOW)),
            InboundCounts.ZERO);

    assertThat(of(snapshot).health())
        .isInstanceOfSatisfying(
            Health.Unhealthy.class,
            health -> {
              assertThat(health.reasons()).hasSize(3);
              assertThat(health.reasons().getFirst()).startsWith("t-0");
            });
  }

  @Test
  void a_clock_that_steps_back_alarms_nobody() {
    ConsumerSnapshot snapshot = running(behind(minutesAgo(1), minutesAgo(1)));

    assertThat(
            ConsumerReport.of(snapshot, NOW.minus(Duration.ofHours(1)), HealthThresholds.DEFAULT)
                .health())
        .isEqualTo(new Health.Healthy());
  }

  @Test
  void thresholds_have_ranges() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new HealthThresholds(Duration.ZERO, second, second, 0))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("degradedAge");
    assertThatThrownBy(() -> new HealthThresholds(second, second.negated(), second, 0))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("degradedSilence");
    assertThatThrownBy(() -> new HealthThresholds(second, second, Duration.ZERO, 0))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("grace");
    assertThatThrownBy(() -> new HealthThresholds(second, second, second, -1))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("-1");
  }
}
