package dev.sprintcapacity.domain.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.DayByDay;
import dev.sprintcapacity.domain.Fixtures;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.PlanArbitraries;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(PlanArbitraries.class)
class CapacityPropertyTest {

  private static final BigDecimal MOST_ROUNDING_PER_NUMBER = new BigDecimal("0.005");

  private static final Pattern FORMULA =
      Pattern.compile(
          "(\\d+) members? x (\\d+) working days?(?: \\((\\d+) weekdays? - (\\d+) holidays?\\))?"
              + " - (\\d+) leave days? = (\\d+) days?; [^=]+ = (\\d+\\.\\d\\d) days");

  @Property
  void agrees_with_counting_day_by_day(@ForAll SprintPlan plan) {
    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);

    for (int index = 0; index < plan.team().size(); index++) {
      Member member = plan.team().get(index);
      MemberCapacity ofMember = capacity.members().get(index);
      assertThat(ofMember.memberId()).isEqualTo(member.id());
      assertThat(ofMember.availableDays()).isEqualTo(DayByDay.availableDays(plan, member));
      assertThat(ofMember.vacationDays())
          .isEqualTo(DayByDay.leaveDays(plan.dates(), plan.holidays(), member.vacations()).size());
    }
    assertThat(capacity.totalWorkingDays())
        .isEqualTo(DayByDay.workingDays(plan.dates(), plan.holidays()).size())
        .isEqualTo(plan.workingDays());
    assertThat(capacity.holidaysCount())
        .isEqualTo(DayByDay.holidaysHit(plan.dates(), plan.holidays()).size());
    assertThat(capacity.adjustedTotalCapacity()).isEqualTo(DayByDay.adjustedTotal(plan));
  }

  @Property
  void nothing_is_ever_negative_and_confidence_never_adds_days(@ForAll SprintPlan plan) {
    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);

    assertThat(capacity.members())
        .allSatisfy(member -> {
          assertThat(member.availableDays()).isNotNegative();
          assertThat(member.vacationDays()).isNotNegative();
          assertThat(member.adjustedCapacity())
              .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(member.availableDays()));
        });
    assertThat(capacity.adjustedTotalCapacity())
        .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(capacity.totalCapacityDays()));
  }

  @Property
  void members_add_up_to_the_total(@ForAll SprintPlan plan) {
    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);

    assertThat(capacity.teamSize()).isEqualTo(plan.team().size());
    assertThat(capacity.members().stream().mapToInt(MemberCapacity::availableDays).sum())
        .isEqualTo(capacity.totalCapacityDays());
    assertThat(capacity.members().stream().mapToInt(MemberCapacity::vacationDays).sum())
        .isEqualTo(capacity.vacationDaysCount());
  }

  @Property
  void adjusted_total_is_as_near_to_the_rounded_members_as_rounding_allows(
      @ForAll SprintPlan plan) {
    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);

    BigDecimal ofMembers =
        capacity.members().stream()
            .map(MemberCapacity::adjustedCapacity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal allowed =
        MOST_ROUNDING_PER_NUMBER.multiply(BigDecimal.valueOf(capacity.teamSize() + 1L));
    assertThat(capacity.adjustedTotalCapacity().subtract(ofMembers).abs())
        .isLessThanOrEqualTo(allowed);
  }

  @Property
  void each_member_has_the_same_capacity_as_if_planned_alone(@ForAll SprintPlan plan) {
    List<MemberCapacity> alone = new ArrayList<>();
    for (Member member : plan.team()) {
      alone.addAll(
          CapacityCalculator.capacityOf(Fixtures.withTeam(plan, List.of(member))).members());
    }

    assertThat(CapacityCalculator.capacityOf(plan).members()).isEqualTo(alone);
  }

  @Property
  void order_of_the_team_does_not_change_totals(@ForAll SprintPlan plan, @ForAll Random random) {
    List<Member> shuffled = new ArrayList<>(plan.team());
    Collections.shuffle(shuffled, random);

    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);
    SprintCapacity ofShuffled = CapacityCalculator.capacityOf(Fixtures.withTeam(plan, shuffled));

    assertThat(ofShuffled.adjustedTotalCapacity()).isEqualTo(capacity.adjustedTotalCapacity());
    assertThat(ofShuffled.formula()).isEqualTo(capacity.formula());
    assertThat(ofShuffled.members()).containsExactlyInAnyOrderElementsOf(capacity.members());
  }

  @Property
  void one_more_holiday_never_adds_capacity(@ForAll SprintPlan plan, @ForAll LocalDate date) {
    List<Holiday> more = new ArrayList<>(plan.holidays());
    more.add(Fixtures.aHoliday(more.size(), date));

    SprintCapacity before = CapacityCalculator.capacityOf(plan);
    SprintCapacity after = CapacityCalculator.capacityOf(Fixtures.withHolidays(plan, more));

    assertThat(after.totalWorkingDays()).isLessThanOrEqualTo(before.totalWorkingDays());
    assertThat(after.totalCapacityDays()).isLessThanOrEqualTo(before.totalCapacityDays());
    assertThat(after.adjustedTotalCapacity()).isLessThanOrEqualTo(before.adjustedTotalCapacity());
    for (int index = 0; index < before.members().size(); index++) {
      assertThat(after.members().get(index).availableDays())
          .isLessThanOrEqualTo(before.members().get(index).availableDays());
    }
  }

  @Property
  void more_confidence_never_takes_capacity_away(
      @ForAll SprintPlan plan, @ForAll Percentage one, @ForAll Percentage other) {
    Percentage lower = one.compareTo(other) <= 0 ? one : other;
    Percentage higher = one.compareTo(other) <= 0 ? other : one;

    assertThat(adjusted(Fixtures.withConfidence(plan, lower)))
        .isLessThanOrEqualTo(adjusted(Fixtures.withConfidence(plan, higher)));
  }

  @Property
  void formula_is_a_calculation_that_is_right(@ForAll SprintPlan plan) {
    SprintCapacity capacity = CapacityCalculator.capacityOf(plan);

    Matcher formula = FORMULA.matcher(capacity.formula());
    assertThat(formula.matches()).as(capacity.formula()).isTrue();
    int working = Integer.parseInt(formula.group(2));
    assertThat(Integer.parseInt(formula.group(1)) * working - Integer.parseInt(formula.group(5)))
        .isEqualTo(Integer.parseInt(formula.group(6)))
        .isEqualTo(capacity.totalCapacityDays());
    assertThat(working).isEqualTo(capacity.totalWorkingDays());
    assertThat(formula.group(7)).isEqualTo(capacity.adjustedTotalCapacity().toPlainString());
    if (capacity.holidaysCount() > 0) {
      assertThat(Integer.parseInt(formula.group(3)) - Integer.parseInt(formula.group(4)))
          .isEqualTo(working);
    }
  }

  private static BigDecimal adjusted(SprintPlan plan) {
    return CapacityCalculator.capacityOf(plan).adjustedTotalCapacity();
  }
}
