package dev.sprintcapacity.domain.capacity;

import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.WorkingCalendar;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Explains a capacity: every day of the sprint that is no day of work, with its reason. What is not
 * listed is worked on. Immutable and thread-safe.
 *
 * @param ofAll weekends and holidays, ascending
 * @param ofMembers for each member, in the order of the team, the working days on leave, ascending
 */
public record LostDays(List<LostDay> ofAll, List<List<LostDay>> ofMembers) {

  public LostDays {
    ofAll = List.copyOf(ofAll);
    ofMembers = ofMembers.stream().map(List::copyOf).toList();
  }

  /** The lost days of a plan: as many as its capacity lacks. */
  public static LostDays of(SprintPlan plan) {
    WorkingCalendar calendar = WorkingCalendar.of(plan.dates(), plan.holidays());
    return new LostDays(
        ofAll(plan, calendar),
        plan.team().stream().map(member -> onLeave(member, calendar, plan)).toList());
  }

  private static List<LostDay> ofAll(SprintPlan plan, WorkingCalendar calendar) {
    SortedSet<LocalDate> weekdays = calendar.holidaysHit();
    SortedMap<LocalDate, List<String>> names = new TreeMap<>();
    for (Holiday holiday : plan.holidays()) {
      if (weekdays.contains(holiday.date())) {
        names.computeIfAbsent(holiday.date(), date -> new ArrayList<>()).add(holiday.name());
      }
    }
    List<LostDay> lost = new ArrayList<>();
    LocalDate end = plan.dates().last();
    for (LocalDate date = plan.dates().first(); !date.isAfter(end); date = date.plusDays(1)) {
      List<String> holidays = names.get(date);
      if (holidays != null) {
        lost.add(new LostDay.OnHoliday(date, holidays));
      } else if (!calendar.isWorkingDay(date)) {
        lost.add(new LostDay.Weekend(date));
      }
    }
    return lost;
  }

  private static List<LostDay> onLeave(Member member, WorkingCalendar calendar, SprintPlan plan) {
    SortedMap<LocalDate, List<Vacation>> covered = new TreeMap<>();
    for (Vacation vacation : member.vacations()) {
      LocalDate first = later(vacation.dates().first(), plan.dates().first());
      LocalDate last = earlier(vacation.dates().last(), plan.dates().last());
      for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
        if (calendar.isWorkingDay(date)) {
          covered.computeIfAbsent(date, day -> new ArrayList<>()).add(vacation);
        }
      }
    }
    List<LostDay> lost = new ArrayList<>();
    for (Map.Entry<LocalDate, List<Vacation>> day : covered.entrySet()) {
      lost.add(new LostDay.OnLeave(day.getKey(), reasons(day.getValue())));
    }
    return lost;
  }

  private static List<String> reasons(List<Vacation> vacations) {
    return vacations.stream().map(Vacation::reason).filter(Objects::nonNull).distinct().toList();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
