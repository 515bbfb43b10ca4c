package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.HolidayId;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.capacity.CapacityCalculator;
import dev.sprintcapacity.domain.capacity.LostDays;
import dev.sprintcapacity.domain.capacity.SprintCapacity;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes the capacity that a sprint would have. Nothing is stored or looked up: who the members
 * are does not matter, so each gets an id for the occasion. A pure function; thread-safe.
 */
public final class PreviewCapacity {

  private PreviewCapacity() {}

  /**
   * A capacity and its explanation.
   *
   * @param capacity for members in the order of the input
   * @param lostDays the days that are missing in it
   */
  public record Preview(SprintCapacity capacity, LostDays lostDays) {}

  /** The capacity of the sprint as it is described. */
  public static Preview of(SprintInput input) {
    SprintPlan plan =
        new SprintPlan(
            input.number(), input.dates(), input.confidence(), team(input), holidays(input));
    return new Preview(CapacityCalculator.capacityOf(plan), LostDays.of(plan));
  }

  private static List<Member> team(SprintInput input) {
    List<Member> team = new ArrayList<>();
    for (MemberInput member : input.team()) {
      List<Vacation> vacations = new ArrayList<>();
      for (VacationInput vacation : member.vacations()) {
        vacations.add(
            new Vacation(
                new VacationId("vacation-" + vacations.size()),
                vacation.dates(),
                vacation.reason()));
      }
      team.add(
          new Member(
              new MemberId("member-" + team.size()),
              member.name(),
              member.role(),
              member.email(),
              member.confidence(),
              vacations));
    }
    return team;
  }

  private static List<Holiday> holidays(SprintInput input) {
    List<Holiday> holidays = new ArrayList<>();
    for (HolidayInput holiday : input.holidays()) {
      holidays.add(
          new Holiday(
              new HolidayId("holiday-" + holidays.size()),
              holiday.date(),
              holiday.name(),
              holiday.description()));
    }
    return holidays;
  }
}
