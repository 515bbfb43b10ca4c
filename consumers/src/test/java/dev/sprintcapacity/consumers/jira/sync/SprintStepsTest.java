package dev.sprintcapacity.consumers.jira.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumers.jira.api.JiraSprint;
import dev.sprintcapacity.consumers.jira.api.SprintChange;
import dev.sprintcapacity.consumers.jira.api.SprintState;
import dev.sprintcapacity.consumers.jira.mapping.SprintPlan;
import dev.sprintcapacity.consumers.jira.mapping.SprintStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SprintStepsTest {

  private static final SprintPlan PLAN =
      new SprintPlan("Sprint 26-07", LocalDate.of(2026, 11, 30), LocalDate.of(2026, 12, 11));

  @ParameterizedTest
  @CsvSource({
    "PLANNED,   FUTURE, ",
    "PLANNED,   ACTIVE, ",
    "PLANNED,   CLOSED, ",
    "ACTIVE,    FUTURE, ACTIVE",
    "ACTIVE,    ACTIVE, ",
    "ACTIVE,    CLOSED, ",
    "COMPLETED, FUTURE, ACTIVE",
    "COMPLETED, ACTIVE, CLOSED",
    "COMPLETED, CLOSED, ",
  })
  void states_go_forward_one_at_a_time(
      SprintStatus wanted, SprintState actual, @Nullable SprintState step) {
    assertThat(SprintSteps.next(PLAN, wanted, like("Sprint 26-07", actual)))
        .isEqualTo(Optional.ofNullable(step).map(SprintChange::to));
  }

  @Test
  void name_and_dates_come_before_the_state_and_only_what_differs() {
    SprintChange step =
        SprintSteps.next(PLAN, SprintStatus.ACTIVE, like("Other", SprintState.FUTURE))
            .orElseThrow();

    assertThat(step)
        .isEqualTo(
            new SprintChange(
                Optional.of("Sprint 26-07"), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sprint 25-01 | Sprint 25-01",
        "'  Sprint 25-01 ' | Sprint 25-01",
        "123456789012345678901234567890 | 123456789012345678901234567890",
        "1234567890123456789012345678901 | 1234567890123456789…2345678901",
        "Sprint 25-alpha-beta-gamma-delta-epsilon | Sprint 25-alpha-bet…ta-epsilon",
      })
  void a_name_has_at_most_thirty_characters(String name, String inJira) {
    assertThat(JiraForm.name(name)).isEqualTo(inJira).hasSizeLessThanOrEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void a_name_is_never_cut_inside_of_a_character(int shift) {
    String cut = JiraForm.name("x".repeat(shift) + "😀".repeat(20));

    assertThat(cut.length()).isLessThanOrEqualTo(30);
    assertThat(cut.chars().filter(c -> Character.isHighSurrogate((char) c)).count())
        .isEqualTo(cut.chars().filter(c -> Character.isLowSurrogate((char) c)).count());
    assertThat(cut.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)).isTrue();
  }

  @Test
  void a_day_is_the_same_day_around_the_world() {
    Instant time = JiraForm.time(LocalDate.of(2026, 11, 30));

    for (int hours = -12; hours <= 11; hours++) {
      assertThat(time.atOffset(ZoneOffset.ofHours(hours)).toLocalDate())
          .isEqualTo(LocalDate.of(2026, 11, 30));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sprint-capacity:sprint-1 | sprint-1",
        "Ship it! sprint-capacity:sprint-12 | sprint-12",
        "sprint-capacity:sprint-1 and more | sprint-1",
        "xsprint-capacity:sprint-1 | ''",
        "sprint-capacity: | ''",
        "sprint-capacity:sprint-1! | ''",
        "'' | ''",
      })
  void a_mark_names_one_sprint_whole(String goal, String sprint) {
    assertThat(Marker.sprintIdIn(goal).orElse("")).isEqualTo(sprint);
    assertThat(Marker.sprintIdIn(Marker.goalOf("sprint-9"))).contains("sprint-9");
  }

  private static JiraSprint like(String name, SprintState state) {
    return new JiraSprint(
        1,
        name,
        state,
        Optional.of(JiraForm.time(PLAN.start())),
        Optional.of(JiraForm.time(PLAN.end())),
        "");
  }
}
