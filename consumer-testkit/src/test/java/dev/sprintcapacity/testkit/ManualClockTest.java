package dev.sprintcapacity.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  @Test
  void time_of_day_and_nano_source_move_together_and_only_when_told_to() {
    ManualClock clock = new ManualClock();
    Clock elsewhere = clock.withZone(ZoneId.of("Europe/Berlin"));

    clock.advance(Duration.ofMillis(1_500));

    assertThat(clock.instant()).isEqualTo(ManualClock.START.plusMillis(1_500));
    assertThat(clock.nanoTime()).isEqualTo(1_500_000_000);
    assertThat(elsewhere.instant()).isEqualTo(clock.instant());
    assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void time_does_not_go_back() {
    assertThatThrownBy(() -> new ManualClock().advance(Duration.ofMillis(-1)))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("PT-0.001S");
  }
}
