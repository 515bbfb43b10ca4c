package dev.sprintcapacity.domain.sprint;

import static dev.sprintcapacity.domain.Fixtures.NOON;
import static dev.sprintcapacity.domain.Fixtures.aMember;
import static dev.sprintcapacity.domain.Fixtures.aPlan;
import static dev.sprintcapacity.domain.Fixtures.aSprint;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SprintTransitionTest {

  private static final Instant ONE = NOON.plusSeconds(3600);
  private static final Instant TWO = NOON.plusSeconds(7200);
  private static final Instant THREE = NOON.plusSeconds(10800);
  private static final SprintPlan OTHER_PLAN = aPlan(aMember("member-1"), aMember("member-2"));

  @Test
  void planned_sprint_is_revised_and_stays_planned() {
    PlannedSprint revised = aSprint().revise(OTHER_PLAN, ONE);

    assertThat(revised)
        .isEqualTo(new PlannedSprint(new SprintId("sprint-123"), OTHER_PLAN, NOON, ONE));
    assertThat(revised.status()).isEqualTo(SprintStatus.PLANNED);
  }

  @Test
  void planned_sprint_starts() {
    ActiveSprint active = aSprint().start(ONE);

    assertThat(active)
        .isEqualTo(new ActiveSprint(aSprint().id(), aSprint().plan(), NOON, ONE, ONE));
    assertThat(active.status()).isEqualTo(SprintStatus.ACTIVE);
  }

  @Test
  void active_sprint_is_revised_and_keeps_its_start() {
    ActiveSprint revised = aSprint().start(ONE).revise(aPlan(), TWO).revise(OTHER_PLAN, THREE);

    assertThat(revised).isEqualTo(new ActiveSprint(aSprint().id(), OTHER_PLAN, NOON, THREE, ONE));
  }

  @Test
  void active_sprint_is_completed() {
    CompletedSprint completed = aSprint().start(ONE).revise(OTHER_PLAN, TWO).complete(THREE);

    assertThat(completed)
        .isEqualTo(new CompletedSprint(aSprint().id(), OTHER_PLAN, NOON, THREE, ONE, THREE));
    assertThat(completed.status()).isEqualTo(SprintStatus.COMPLETED);
  }

  @Test
  void times_do_not_run_backwards_when_the_clock_does() {
    Instant yesterday = NOON.minus(Duration.ofDays(1));

    CompletedSprint completed =
        aSprint().revise(OTHER_PLAN, yesterday).start(yesterday).complete(yesterday);

    assertThat(List.of(completed.updatedAt(), completed.startedAt(), completed.completedAt()))
        .containsOnly(NOON);
    assertThat(aSprint().start(ONE).revise(OTHER_PLAN, yesterday).updatedAt()).isEqualTo(ONE);
  }

  @Test
  void times_have_the_precision_of_the_store_and_of_events() {
    Instant nanos = NOON.plusNanos(123_456_789);
    Instant micros = NOON.plusNanos(123_456_000);

    CompletedSprint completed =
        new PlannedSprint(aSprint().id(), aSprint().plan(), nanos, nanos)
            .start(nanos)
            .complete(nanos);

    assertThat(
            List.of(
                completed.createdAt(),
                completed.updatedAt(),
                completed.startedAt(),
                completed.completedAt()))
        .containsOnly(micros);
  }

  @Test
  void labels_are_those_of_the_wire_contract() {
    assertThat(Arrays.stream(SprintStatus.values()).map(SprintStatus::label))
        .containsExactly("planned", "active", "completed");
    assertThat(SprintStatus.values())
        .allSatisfy(status -> assertThat(SprintStatus.fromLabel(status.label())).hasValue(status));
    assertThat(SprintStatus.fromLabel("PLANNED")).isEmpty();
  }
}
