package dev.sprintcapacity.domain.capacity;

import static dev.sprintcapacity.domain.Fixtures.aMember;
import static dev.sprintcapacity.domain.Fixtures.aPlan;
import static dev.sprintcapacity.domain.Fixtures.dates;
import static dev.sprintcapacity.domain.Fixtures.holidays;
import static dev.sprintcapacity.domain.Fixtures.withHolidays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.DayByDay;
import dev.sprintcapacity.domain.PlanArbitraries;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class LostDaysTest {

  @Test
  void weekends_are_lost_to_everybody() {
    assertThat(LostDays.of(aPlan()).ofAll())
        .extracting(LostDaysTest::words)
        .containsExactly(
            "2025-12-06 weekend", "2025-12-07 weekend", "2025-12-13 weekend", "2025-12-14 weekend");
  }

  @Test
  void a_holiday_says_its_names_and_on_a_weekend_it_takes_nothing_more() {
    SprintPlan plan = withHolidays(aPlan(), holidays("2025-12-08", "2025-12-08", "2025-12-13"));

    assertThat(LostDays.of(plan).ofAll())
        .extracting(LostDaysTest::words)
        .contains("2025-12-08 holiday A day off, A day off", "2025-12-13 weekend")
        .hasSize(5);
  }

  @Test
  void overlapping_leave_loses_each_working_day_once() {
    SprintPlan plan =
        aPlan(
            aMember(
                "member-1", dates("2025-12-05", "2025-12-10"), dates("2025-12-08", "2025-12-12")));

    assertThat(LostDays.of(plan).ofMembers().getFirst())
        .extracting(LostDaysTest::words)
        .containsExactly(
            "2025-12-05 leave",
            "2025-12-08 leave",
            "2025-12-09 leave",
            "2025-12-10 leave",
            "2025-12-11 leave",
            "2025-12-12 leave");
  }

  @Test
  void leave_says_why_where_somebody_said_it() {
    Member member =
        new Member(
            new MemberId("member-1"),
            "Alice Johnson",
            Role.DEVELOPER,
            null,
            null,
            List.of(
                new Vacation(new VacationId("a"), dates("2025-12-05", "2025-12-05"), "Family"),
                new Vacation(new VacationId("b"), dates("2025-12-05", "2025-12-05"), null)));

    assertThat(LostDays.of(aPlan(member)).ofMembers().getFirst())
        .extracting(LostDaysTest::words)
        .containsExactly("2025-12-05 leave (Family)");
  }

  @Property
  @Domain(PlanArbitraries.class)
  void every_day_is_either_worked_on_or_explained(@ForAll SprintPlan plan) {
    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);
    LostDays lost = LostDays.of(plan);

    assertThat(plan.dates().days() - lost.ofAll().size()).isEqualTo(capacity.totalWorkingDays());
    assertThat(lost.ofMembers()).hasSameSizeAs(plan.team());
    for (int index = 0; index < plan.team().size(); index++) {
      List<LostDay> leave = lost.ofMembers().get(index);
      assertThat(capacity.totalWorkingDays() - leave.size())
          .isEqualTo(capacity.members().get(index).availableDays());
      assertThat(leave)
          .extracting(LostDay::date)
          .containsExactlyElementsOf(
              DayByDay.leaveDays(
                  plan.dates(), plan.holidays(), plan.team().get(index).vacations()));
    }
  }

  private static String words(LostDay day) {
    return day.date() + " " + day.reason();
  }
}
