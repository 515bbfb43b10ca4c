package dev.sprintcapacity.consumer.lag;

import static dev.sprintcapacity.consumer.lag.Snapshots.NOW;
import static dev.sprintcapacity.consumer.lag.Snapshots.behind;
import static dev.sprintcapacity.consumer.lag.Snapshots.idle;
import static dev.sprintcapacity.consumer.lag.Snapshots.minutesAgo;
import static dev.sprintcapacity.consumer.lag.Snapshots.unread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
  @Test
  void an_idle_partition_has_neither_lag_nor_age_however_old_its_last_event_is() {
    assertThat(idle().lagRecords()).isZero();
    assertThat(idle().age(NOW)).isZero();
    assertThat(idle().age(NOW.plus(Duration.ofDays(400)))).isZero();
  }

  @Test
  void a_stuck_partition_ages_with_the_clock_from_the_time_of_its_oldest_record() {
    PartitionProgress stuck = behind(minutesAgo(3), NOW);

    assertThat(stuck.lagRecords()).isEqualTo(3);
    assertThat(stuck.age(NOW)).isEqualTo(Duration.ofMinutes(3));
    assertThat(stuck.age(NOW.plusSeconds(60))).isEqualTo(Duration.ofMinutes(4));
  }

  @Test
  void what_nobody_has_read_is_as_old_as_it_is_known() {
    assertThat(unread(minutesAgo(2), NOW).age(NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(unread(minutesAgo(2), NOW).lagRecords()).isEqualTo(10);
    assertThat(unread(null, NOW).age(NOW)).isZero();
  }

  @Test
  void records_read_and_unread_add_up_and_the_read_one_is_the_older() {
    var both = new PartitionProgress("t", 0, 90, 100, 2, minutesAgo(9), minutesAgo(4), NOW);

    assertThat(both.lagRecords()).isEqualTo(12);
    assertThat(both.age(NOW)).isEqualTo(Duration.ofMinutes(9));
  }

  @Test
  void being_seen_behind_once_means_nothing_when_level_again() {
    var level = new PartitionProgress("t", 0, 100, 100, 0, null, minutesAgo(9), NOW);

    assertThat(level.age(NOW)).isZero();
  }

  @Test
  void an_end_that_is_unknown_or_behind_is_no_negative_lag() {
    var unknown =
        new PartitionProgress("t", 0, 100, PartitionProgress.UNKNOWN_END, 0, null, null, NOW);
    var outdated = new PartitionProgress("t", 0, 100, 90, 0, null, null, NOW);

    assertThat(unknown.lagRecords()).isZero();
    assertThat(outdated.lagRecords()).isZero();
    assertThat(outdated.age(NOW)).isZero();
  }

  @Test
  void a_producer_whose_clock_is_ahead_makes_no_negative_age() {
    assertThat(behind(NOW.plusSeconds(30), NOW).age(NOW)).isZero();
  }

  @Test
  void what_does_not_fit_together_is_refused_with_its_values() {
    assertThatThrownBy(() -> new PartitionProgress("t", 7, 1, 1, 2, null, null, NOW))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("t-7 has 2 unhandled");
    assertThatThrownBy(() -> new PartitionProgress("t", 7, 1, 1, 0, NOW, null, NOW))
        .isInstanceOf(ConsumerException.class);
    assertThatThrownBy(() -> new PartitionProgress("t", 7, -1, 1, 0, null, null, NOW))
        .isInstanceOf(ConsumerException.class);
    assertThatThrownBy(() -> new PartitionProgress("t", 7, 1, -2, 0, null, null, NOW))
        .isInstanceOf(ConsumerException.class);
    assertThatThrownBy(() -> new PartitionProgress("t", 7, 1, 1, -1, null, null, NOW))
        .isInstanceOf(ConsumerException.class);
  }
}
