package dev.sprintcapacity.domain.capacity;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.WorkingCalendar;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Computes the capacity of a plan. A pure function; thread-safe. */
public final class CapacityCalculator {

  private static final int DECIMALS = 2;

  private CapacityCalculator() {}

  /** The capacity of the team in the sprint, in all and for each member. */
  public static SprintCapacity capacityOf(SprintPlan plan) {
    WorkingCalendar calendar = WorkingCalendar.of(plan.dates(), plan.holidays());
    int workingDays = calendar.workingDays();
    int holidays = calendar.holidaysHit().size();
    List<MemberCapacity> members =
        plan.team().stream()
            .map(member -> capacityOf(member, calendar, plan.confidence()))
            .toList();
    int available = members.stream().mapToInt(MemberCapacity::availableDays).sum();
    int onLeave = members.stream().mapToInt(MemberCapacity::vacationDays).sum();
    BigDecimal adjusted =
        rounded(
            members.stream()
                .map(member -> member.confidence().ofDays(member.availableDays()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    return new SprintCapacity(
        workingDays,
        available,
        adjusted,
        members.size(),
        holidays,
        onLeave,
        plan.confidence(),
        CapacityFormula.of(workingDays, holidays, adjusted, plan.confidence(), members),
        members);
  }

  private static MemberCapacity capacityOf(
      Member member, WorkingCalendar calendar, Percentage confidenceOfSprint) {
    int onLeave = calendar.leaveDays(member.vacations());
    int available = Math.max(0, calendar.workingDays() - onLeave);
    Percentage confidence = member.confidenceOr(confidenceOfSprint);
    return new MemberCapacity(
        member.id(),
        member.name(),
        available,
        onLeave,
        confidence,
        rounded(confidence.ofDays(available)));
  }

  private static BigDecimal rounded(BigDecimal days) {
    return days.setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
