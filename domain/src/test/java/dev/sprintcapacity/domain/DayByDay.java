package dev.sprintcapacity.domain;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.people.Member;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The rules of capacity as a person would check them with a calendar and a pencil: slow, and
 * obviously right.
 */
public final class DayByDay {

  private DayByDay() {}

  public static NavigableSet<LocalDate> workingDays(DateRange range, Collection<Holiday> holidays) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (LocalDate day = range.first(); !day.isAfter(range.last()); day = day.plusDays(1)) {
      if (!isWeekend(day) && !isHoliday(day, holidays)) {
        days.add(day);
      }
    }
    return days;
  }

  public static NavigableSet<LocalDate> leaveDays(
      DateRange range, Collection<Holiday> holidays, Collection<Vacation> vacations) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (LocalDate day : workingDays(range, holidays)) {
      for (Vacation vacation : vacations) {
        if (!day.isBefore(vacation.dates().first()) && !day.isAfter(vacation.dates().last())) {
          days.add(day);
        }
      }
    }
    return days;
  }

  public static NavigableSet<LocalDate> holidaysHit(DateRange range, Collection<Holiday> holidays) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (LocalDate day = range.first(); !day.isAfter(range.last()); day = day.plusDays(1)) {
      if (!isWeekend(day) && isHoliday(day, holidays)) {
        days.add(day);
      }
    }
    return days;
  }

  public static int availableDays(SprintPlan plan, Member member) {
    int days = 0;
    NavigableSet<LocalDate> leave = leaveDays(plan.dates(), plan.holidays(), member.vacations());
    for (LocalDate day : workingDays(plan.dates(), plan.holidays())) {
      if (!leave.contains(day)) {
        days++;
      }
    }
    return days;
  }

  public static BigDecimal adjustedTotal(SprintPlan plan) {
    BigDecimal total = BigDecimal.ZERO;
    for (Member member : plan.team()) {
      BigDecimal percent =
          member.confidence() == null ? plan.confidence().value() : member.confidence().value();
      BigDecimal available = new BigDecimal(availableDays(plan, member));
      total = total.add(available.multiply(percent).divide(new BigDecimal("100")));
    }
    return total.setScale(2, RoundingMode.HALF_UP);
  }

  public static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static boolean isHoliday(LocalDate day, Collection<Holiday> holidays) {
    return holidays.stream().anyMatch(holiday -> holiday.date().equals(day));
  }
}
