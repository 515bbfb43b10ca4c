package dev.sprintcapacity.domain;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.HolidayId;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The vocabulary of the tests. */
public final class Fixtures {

  public static final Instant NOON = Instant.parse("2025-11-27T12:00:00Z");

  private Fixtures() {}

  public static DateRange dates(String first, String last) {
    return new DateRange(LocalDate.parse(first), LocalDate.parse(last));
  }

  public static List<Holiday> holidays(String... dates) {
    List<Holiday> holidays = new ArrayList<>();
    for (String date : dates) {
      holidays.add(aHoliday(holidays.size(), LocalDate.parse(date)));
    }
    return List.copyOf(holidays);
  }

  public static Holiday aHoliday(int index, LocalDate date) {
    return new Holiday(new HolidayId("holiday-" + index), date, "A day off", null);
  }

  public static List<Vacation> vacations(DateRange... dates) {
    return vacations(List.of(dates));
  }

  public static List<Vacation> vacations(List<DateRange> dates) {
    List<Vacation> vacations = new ArrayList<>();
    for (DateRange leave : dates) {
      vacations.add(new Vacation(new VacationId("vacation-" + vacations.size()), leave, null));
    }
    return List.copyOf(vacations);
  }

  public static Member aMember(String id, DateRange... leave) {
    return new Member(
        new MemberId(id), "Alice Johnson", Role.DEVELOPER, null, null, vacations(leave));
  }

  public static Member withConfidence(Member member, String confidence) {
    return new Member(
        member.id(),
        member.name(),
        member.role(),
        member.email(),
        Percentage.of(confidence),
        member.vacations());
  }

  /** The sprint of the golden case: ten working days. */
  public static SprintPlan aPlan(Member... team) {
    return new SprintPlan(
        new SprintNumber("25-01"),
        dates("2025-12-01", "2025-12-14"),
        Percentage.of("90"),
        List.of(team),
        List.of());
  }

  public static SprintPlan withHolidays(SprintPlan plan, List<Holiday> holidays) {
    return new SprintPlan(plan.number(), plan.dates(), plan.confidence(), plan.team(), holidays);
  }

  public static SprintPlan withConfidence(SprintPlan plan, Percentage confidence) {
    return new SprintPlan(plan.number(), plan.dates(), confidence, plan.team(), plan.holidays());
  }

  public static SprintPlan withTeam(SprintPlan plan, List<Member> team) {
    return new SprintPlan(plan.number(), plan.dates(), plan.confidence(), team, plan.holidays());
  }

  public static PlannedSprint aSprint() {
    return new PlannedSprint(new SprintId("sprint-123"), aPlan(aMember("member-1")), NOON, NOON);
  }
}
