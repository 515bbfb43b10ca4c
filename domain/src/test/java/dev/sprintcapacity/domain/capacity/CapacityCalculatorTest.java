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
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityCalculatorTest {

  private static final DateRange ALL_BUT_ONE_DAY = dates("2025-12-02", "2025-12-12");

  @Test
  void golden_case_leaves_four_days() {
    SprintPlan plan =
        aPlan(
            aMember(
                "member-1", dates("2025-12-05", "2025-12-10"), dates("2025-12-08", "2025-12-12")));

    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);

    assertThat(capacity.members())
        .containsExactly(
            new MemberCapacity(
                new MemberId("member-1"),
                "Alice Johnson",
                4,
                6,
                Percentage.of("90"),
                new BigDecimal("3.60")));
    assertThat(capacity.totalWorkingDays()).isEqualTo(10);
    assertThat(capacity.totalCapacityDays()).isEqualTo(4);
    assertThat(capacity.vacationDaysCount()).isEqualTo(6);
    assertThat(capacity.adjustedTotalCapacity()).isEqualTo(new BigDecimal("3.60"));
  }

  @Test
  void totals_are_over_the_whole_team_in_its_order() {
    SprintPlan plan =
        withHolidays(
            aPlan(
                aMember("member-2", dates("2025-12-01", "2025-12-03")),
                withConfidence(aMember("member-1"), "50")),
            holidays("2025-12-08", "2025-12-07"));

    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);

    assertThat(capacity.totalWorkingDays()).isEqualTo(9);
    assertThat(capacity.totalCapacityDays()).isEqualTo(6 + 9);
    assertThat(capacity.adjustedTotalCapacity()).isEqualTo(new BigDecimal("9.90"));
    assertThat(capacity.teamSize()).isEqualTo(2);
    assertThat(capacity.holidaysCount()).isEqualTo(1);
    assertThat(capacity.vacationDaysCount()).isEqualTo(3);
    assertThat(capacity.confidence()).isEqualTo(Percentage.of("90"));
    assertThat(capacity.members())
        .extracting(member -> member.memberId().value())
        .containsExactly("member-2", "member-1");
  }

  @Test
  void own_confidence_of_a_member_wins_even_when_it_is_zero() {
    SprintCapacity capacity =
        CapacityCalculator.capacityOf(
            aPlan(withConfidence(aMember("member-1"), "0"), aMember("member-2")));

    assertThat(capacity.members())
        .extracting(MemberCapacity::adjustedCapacity)
        .containsExactly(new BigDecimal("0.00"), new BigDecimal("9.00"));
  }

  @Test
  void half_a_hundredth_is_rounded_up() {
    SprintCapacity capacity =
        CapacityCalculator.capacityOf(
            aPlan(withConfidence(aMember("member-1", ALL_BUT_ONE_DAY), "12.5")));

    assertThat(capacity.adjustedTotalCapacity()).isEqualTo(new BigDecimal("0.13"));
  }

  @Test
  void total_is_rounded_only_after_summing() {
    SprintCapacity capacity =
        CapacityCalculator.capacityOf(
            aPlan(
                withConfidence(aMember("member-1", ALL_BUT_ONE_DAY), "0.5"),
                withConfidence(aMember("member-2", ALL_BUT_ONE_DAY), "0.5")));

    assertThat(capacity.members())
        .extracting(MemberCapacity::adjustedCapacity)
        .containsExactly(new BigDecimal("0.01"), new BigDecimal("0.01"));
    assertThat(capacity.adjustedTotalCapacity()).isEqualTo(new BigDecimal("0.01"));
  }

  @Test
  void members_of_a_capacity_cannot_be_changed_from_outside() {
    SprintCapacity capacity = CapacityCalculator.capacityOf(aPlan(aMember("member-1")));
    List<MemberCapacity> members = new ArrayList<>(capacity.members());
    SprintCapacity copy =
        new SprintCapacity(
            capacity.totalWorkingDays(),
            capacity.totalCapacityDays(),
            capacity.adjustedTotalCapacity(),
            capacity.teamSize(),
            capacity.holidaysCount(),
            capacity.vacationDaysCount(),
            capacity.confidence(),
            capacity.formula(),
            members);

    members.clear();

    assertThat(copy).isEqualTo(capacity);
  }

  @Test
  void sprint_without_a_team_has_no_capacity() {
    SprintCapacity capacity = CapacityCalculator.capacityOf(aPlan());

    assertThat(capacity.totalWorkingDays()).isEqualTo(10);
    assertThat(capacity.totalCapacityDays()).isZero();
    assertThat(capacity.adjustedTotalCapacity()).isEqualTo(new BigDecimal("0.00"));
    assertThat(capacity.members()).isEmpty();
  }

  @Test
  void sprint_of_a_weekend_has_no_capacity() {
    SprintPlan weekend =
        new SprintPlan(
            aPlan().number(),
            dates("2025-12-06", "2025-12-07"),
            Percentage.HUNDRED,
            aPlan(aMember("member-1")).team(),
            aPlan().holidays());

    assertThat(CapacityCalculator.capacityOf(weekend).totalCapacityDays()).isZero();
  }
}
