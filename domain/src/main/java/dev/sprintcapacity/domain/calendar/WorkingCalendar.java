package dev.sprintcapacity.domain.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The working days of a range of dates: its Mondays to Fridays without its holidays. Counting costs
 * no more for a long range than for a short one. Immutable and thread-safe.
 */
public final class WorkingCalendar {

  private static final int DAYS_PER_WEEK = 7;
  private static final int WORKING_DAYS_PER_WEEK = 5;

  /** 1970-01-01 was a Thursday, three days after a Monday. */
  private static final int EPOCH_AFTER_MONDAY_DAYS = 3;

  private final DateRange range;

  /** Distinct Mondays to Fridays in the range that are holidays, as epoch days, ascending. */
  private final long[] holidayEpochDays;

  private WorkingCalendar(DateRange range, long[] holidayEpochDays) {
    this.range = range;
    this.holidayEpochDays = holidayEpochDays;
  }

  /** The calendar of a range. Holidays on weekends or out of the range change nothing. */
  public static WorkingCalendar of(DateRange range, Collection<Holiday> holidays) {
    long[] epochDays =
        holidays.stream()
            .map(Holiday::date)
            .filter(range::contains)
            .mapToLong(LocalDate::toEpochDay)
            .filter(WorkingCalendar::isWeekday)
            .sorted()
            .distinct()
            .toArray();
    return new WorkingCalendar(range, epochDays);
  }

  /** How many working days the range has. */
  public int workingDays() {
    return workingDaysBetween(range.first().toEpochDay(), range.last().toEpochDay());
  }

  /** Whether the date is a working day of the range; never true outside of it. */
  public boolean isWorkingDay(LocalDate date) {
    long epochDay = date.toEpochDay();
    return range.contains(date)
        && isWeekday(epochDay)
        && Arrays.binarySearch(holidayEpochDays, epochDay) < 0;
  }

  /** How many working days of the range lie in at least one of the vacations. */
  public int leaveDays(Collection<Vacation> vacations) {
    List<DateRange> leaves =
        vacations.stream()
            .map(Vacation::dates)
            .sorted(Comparator.comparing(DateRange::first))
            .toList();
    long rangeEnd = range.last().toEpochDay();
    long notCountedYet = range.first().toEpochDay();
    int days = 0;
    for (DateRange leave : leaves) {
      long from = Math.max(leave.first().toEpochDay(), notCountedYet);
      long to = Math.min(leave.last().toEpochDay(), rangeEnd);
      if (from <= to) {
        days += workingDaysBetween(from, to);
        notCountedYet = to + 1;
      }
    }
    return days;
  }

  /** The distinct holiday dates that fall on a Monday to Friday of the range. Unmodifiable. */
  public SortedSet<LocalDate> holidaysHit() {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (long epochDay : holidayEpochDays) {
      dates.add(LocalDate.ofEpochDay(epochDay));
    }
    return Collections.unmodifiableSortedSet(dates);
  }

  private int workingDaysBetween(long first, long last) {
    long weekdays = weekdaysBefore(last + 1) - weekdaysBefore(first);
    int holidays = holidaysBefore(last + 1) - holidaysBefore(first);
    return Math.toIntExact(weekdays - holidays);
  }

  private int holidaysBefore(long epochDay) {
    int found = Arrays.binarySearch(holidayEpochDays, epochDay);
    return found >= 0 ? found : -found - 1;
  }

  /** Mondays to Fridays from a fixed Monday up to, and without, the day. */
  private static long weekdaysBefore(long epochDay) {
    long days = epochDay + EPOCH_AFTER_MONDAY_DAYS;
    return Math.floorDiv(days, DAYS_PER_WEEK) * WORKING_DAYS_PER_WEEK
        + Math.min(Math.floorMod(days, DAYS_PER_WEEK), WORKING_DAYS_PER_WEEK);
  }

  private static boolean isWeekday(long epochDay) {
    return Math.floorMod(epochDay + EPOCH_AFTER_MONDAY_DAYS, DAYS_PER_WEEK) < WORKING_DAYS_PER_WEEK;
  }
}
