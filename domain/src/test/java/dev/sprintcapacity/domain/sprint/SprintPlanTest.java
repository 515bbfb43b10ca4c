package dev.sprintcapacity.domain.sprint;

import static dev.sprintcapacity.domain.Fixtures.aMember;
import static dev.sprintcapacity.domain.Fixtures.aPlan;
import static dev.sprintcapacity.domain.Fixtures.dates;
import static dev.sprintcapacity.domain.Fixtures.holidays;
import static dev.sprintcapacity.domain.Fixtures.withHolidays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.people.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SprintPlanTest {

  @Test
  void is_named_after_its_number() {
    assertThat(aPlan().name()).isEqualTo("Sprint 25-01");
  }

  @Test
  void sprint_of_the_founding_document_lasts_ten_working_days() {
    SprintPlan plan =
        new SprintPlan(
            new SprintNumber("25-01"),
            dates("2025-11-27", "2025-12-10"),
            Percentage.of("90"),
            List.of(),
            List.of());

    assertThat(plan.workingDays()).isEqualTo(10);
  }

  @Test
  void holidays_shorten_the_sprint() {
    assertThat(withHolidays(aPlan(), holidays("2025-12-08", "2025-12-13")).workingDays())
        .isEqualTo(9);
  }

  @Test
  void lasts_at_least_two_days_and_at_most_a_leap_year() {
    LocalDate start = LocalDate.parse("2024-01-01");

    assertThat(SprintPlan.problemInDates(start, start.plusDays(1))).isEmpty();
    assertThat(SprintPlan.problemInDates(start, LocalDate.parse("2024-12-31"))).isEmpty();
    assertThat(SprintPlan.problemInDates(start, start))
        .hasValue("must be after the start date 2024-01-01, but is 2024-01-01: move one of them");
    assertThat(SprintPlan.problemInDates(start, start.minusDays(1))).isPresent();
    assertThat(SprintPlan.problemInDates(start, LocalDate.parse("2025-01-01")))
        .hasValue(
            "must be at most 366 days from the start date 2024-01-01, both counted, but is 2025-01-01: plan a shorter sprint");
  }

  @Test
  void dates_at_the_ends_of_time_are_answered_and_not_thrown() {
    assertThat(SprintPlan.problemInDates(LocalDate.MAX, LocalDate.MAX)).isPresent();
    assertThat(SprintPlan.problemInDates(LocalDate.MAX.minusDays(1), LocalDate.MAX)).isEmpty();
    assertThat(SprintPlan.problemInDates(LocalDate.MIN, LocalDate.MAX)).isPresent();
  }

  @Test
  void team_and_holidays_cannot_be_changed_from_outside() {
    List<Member> team = new ArrayList<>(List.of(aMember("member-1")));
    List<Holiday> holidays = new ArrayList<>(holidays("2025-12-08"));
    SprintPlan plan =
        new SprintPlan(aPlan().number(), aPlan().dates(), Percentage.HUNDRED, team, holidays);

    team.clear();
    holidays.clear();

    assertThat(plan.team()).hasSize(1);
    assertThat(plan.holidays()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "25-01",
        "00-00",
        "99-99",
        "25-A",
        "25--",
        "25-abc-DEF-9",
        "25-0193a5c2-7d3e-7c4a-9b1f-0242ac120002"
      })
  void accepts_sprint_numbers(String number) {
    assertThat(SprintNumber.problemIn(number)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "25-",
        "24-A",
        "25-001x ",
        "2025-01",
        "25_01",
        "٢٥-٠١",
        "25-01\n",
        "26-001",
        "25-0193a5c2-7d3e-7c4a-9b1f-0242ac1200023"
      })
  void refuses_other_sprint_numbers(String number) {
    assertThat(SprintNumber.problemIn(number))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("but is \"").endsWith(": write it like 25-01"));
  }

  @Test
  void sprint_id_is_made_of_a_uuid() {
    assertThat(SprintId.of(UUID.fromString("0193a5c2-7d3e-7c4a-9b1f-0242ac120002")).value())
        .isEqualTo("sprint-0193a5c2-7d3e-7c4a-9b1f-0242ac120002");
  }

  @Test
  void sprint_id_is_read_from_text_without_an_exception() {
    assertThat(SprintId.parse("sprint-123")).hasValue(new SprintId("sprint-123"));
    assertThat(SprintId.parse("sprint-")).isEmpty();
    assertThat(SprintId.parse("member-1")).isEmpty();
    assertThat(SprintId.parse("sprint-\u0000")).isEmpty();
    assertThat(SprintId.parse("sprint-" + "1".repeat(100_000))).isEmpty();
  }
}
