package dev.sprintcapacity.chaos.crashpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.crashpoint.CrashPoint.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrapTest {
  private static final CrashPoint COMMIT = new CrashPoint("commit", Moment.UNSENT);
  private static final CrashPoint COMMITTED = new CrashPoint("commit", Moment.UNTOLD);

  private final AtomicInteger kills = new AtomicInteger();
  private final Trap trap = new Trap(kills::incrementAndGet);

  @Test
  void the_service_ends_at_the_armed_point_once_and_what_it_sent_there_does_not_pass() {
    trap.arm(COMMITTED);

    assertThatCode(() -> trap.passes(COMMIT)).doesNotThrowAnyException();
    assertThat(trap.awaitStruck(Duration.ZERO)).isFalse();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> trap.passes(COMMITTED));
    assertThat(trap.awaitStruck(Duration.ZERO)).isTrue();
    assertThatCode(() -> trap.passes(COMMITTED)).doesNotThrowAnyException();
    assertThat(kills).hasValue(1);
    assertThat(trap.takeSeen()).containsExactly(COMMIT, COMMITTED);
    assertThat(trap.takeSeen()).isEmpty();
  }

  @Test
  void what_a_service_sent_that_is_gone_already_does_not_count() {
    Trap late =
        new Trap(() -> {
          throw new ChaosException("it is not there to be killed");
        });
    late.arm(COMMIT);

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> late.passes(COMMIT));
    assertThat(late.awaitStruck(Duration.ZERO)).isFalse();
  }
}
