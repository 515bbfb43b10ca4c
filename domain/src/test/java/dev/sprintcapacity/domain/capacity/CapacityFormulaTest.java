package dev.sprintcapacity.domain.capacity;

import static dev.sprintcapacity.domain.Fixtures.aMember;
import static dev.sprintcapacity.domain.Fixtures.aPlan;
import static dev.sprintcapacity.domain.Fixtures.dates;
import static dev.sprintcapacity.domain.Fixtures.holidays;
import static dev.sprintcapacity.domain.Fixtures.withConfidence;
import static dev.sprintcapacity.domain.Fixtures.withHolidays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityFormulaTest {

  @Test
  void several_are_in_the_plural() {
    SprintPlan plan =
        aPlan(aMember("member-1", dates("2025-12-05", "2025-12-12")), aMember("member-2"));

    assertThat(formulaOf(plan))
        .isEqualTo(
            "2 members x 10 working days - 6 leave days = 14 days; at 90.0% confidence = 12.60 days");
  }

  @Test
  void one_is_in_the_singular() {
    SprintPlan plan =
        new SprintPlan(
            aPlan().number(),
            dates("2025-12-05", "2025-12-08"),
            Percentage.of("87.55"),
            List.of(aMember("member-1", dates("2025-12-05", "2025-12-05"))),
            List.of());

    assertThat(formulaOf(plan))
        .isEqualTo(
            "1 member x 2 working days - 1 leave day = 1 day; at 87.55% confidence = 0.88 days");
  }

  @Test
  void holidays_show_where_the_working_days_went() {
    SprintPlan one = withHolidays(aPlan(aMember("member-1")), holidays("2025-12-08"));
    SprintPlan two = withHolidays(one, holidays("2025-12-08", "2025-12-09", "2025-12-07"));

    assertThat(formulaOf(one))
        .isEqualTo(
            "1 member x 9 working days (10 weekdays - 1 holiday) - 0 leave days = 9 days; at 90.0% confidence = 8.10 days");
    assertThat(formulaOf(two)).contains("8 working days (10 weekdays - 2 holidays)");
  }

  @Test
  void one_weekday_and_one_working_day_are_in_the_singular() {
    DateRange mondayAndSunday = dates("2025-12-07", "2025-12-08");
    SprintPlan plan =
        new SprintPlan(aPlan().number(), mondayAndSunday, Percentage.HUNDRED, List.of(), List.of());

    assertThat(formulaOf(plan)).startsWith("0 members x 1 working day - ");
    assertThat(formulaOf(withHolidays(plan, holidays("2025-12-08"))))
        .startsWith("0 members x 0 working days (1 weekday - 1 holiday) - ");
  }

  @Test
  void different_confidences_are_not_shown_as_one() {
    SprintPlan plan = aPlan(aMember("member-1"), withConfidence(aMember("member-2"), "50"));

    assertThat(formulaOf(plan))
        .isEqualTo(
            "2 members x 10 working days - 0 leave days = 20 days; adjusted by each member's confidence = 14.00 days");
  }

  @Test
  void own_confidence_of_everybody_is_shown_instead_of_the_sprints() {
    SprintPlan plan = aPlan(withConfidence(aMember("member-1"), "50"));

    assertThat(formulaOf(plan)).endsWith("; at 50.0% confidence = 5.00 days");
  }

  @Test
  void team_without_members_is_a_sum_of_nothing() {
    assertThat(formulaOf(aPlan()))
        .isEqualTo(
            "0 members x 10 working days - 0 leave days = 0 days; at 90.0% confidence = 0.00 days");
  }

  private static String formulaOf(SprintPlan plan) {
    return CapacityCalculator.capacityOf(plan).formula();
  }
}
