package dev.sprintcapacity.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.domain.DayByDay;
import dev.sprintcapacity.domain.Fixtures;
import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.PlanArbitraries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

@Domain(PlanArbitraries.class)
class WorkingCalendarPropertyTest {

  @Property
  void agrees_with_counting_day_by_day(
      @ForAll DateRange range, @ForAll List<Holiday> holidays, @ForAll List<Vacation> vacations) {
    WorkingCalendar calendar = WorkingCalendar.of(range, holidays);

    NavigableSet<LocalDate> expected = DayByDay.workingDays(range, holidays);
    assertThat(calendar.workingDays()).isEqualTo(expected.size());
    assertThat(calendar.holidaysHit()).isEqualTo(DayByDay.holidaysHit(range, holidays));
    assertThat(calendar.leaveDays(vacations))
        .isEqualTo(DayByDay.leaveDays(range, holidays, vacations).size());
    for (LocalDate day = range.first().minusDays(8);
        !day.isAfter(range.last().plusDays(8));
        day = day.plusDays(1)) {
      assertThat(calendar.isWorkingDay(day)).as("%s", day).isEqualTo(expected.contains(day));
    }
  }

  @Property(tries = 200)
  void agrees_with_counting_day_by_day_in_any_century(@ForAll("anywhere") DateRange range) {
    assertThat(WorkingCalendar.of(range, List.of()).workingDays())
        .isEqualTo(DayByDay.workingDays(range, List.of()).size());
  }

  @Provide
  Arbitrary<DateRange> anywhere() {
    long lastEpochDay = Limits.LAST_DATE.toEpochDay();
    Arbitrary<Long> firsts =
        Arbitraries.longs().between(Limits.FIRST_DATE.toEpochDay(), lastEpochDay);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 2_000);
    return Combinators.combine(firsts, lengths)
        .as((first, days) ->
            new DateRange(
                LocalDate.ofEpochDay(first),
                LocalDate.ofEpochDay(Math.min(first + days, lastEpochDay))));
  }

  @Property
  void leave_is_never_negative_and_never_more_than_the_working_days(
      @ForAll DateRange range, @ForAll List<Holiday> holidays, @ForAll List<Vacation> vacations) {
    WorkingCalendar calendar = WorkingCalendar.of(range, holidays);

    assertThat(calendar.leaveDays(vacations)).isBetween(0, calendar.workingDays());
  }

  @Property
  void order_of_leave_does_not_matter(
      @ForAll DateRange range, @ForAll List<Vacation> vacations, @ForAll Random random) {
    WorkingCalendar calendar = WorkingCalendar.of(range, List.of());
    List<Vacation> shuffled = new ArrayList<>(vacations);
    Collections.shuffle(shuffled, random);

    assertThat(calendar.leaveDays(shuffled)).isEqualTo(calendar.leaveDays(vacations));
  }

  @Property
  void merging_leave_that_overlaps_or_touches_changes_nothing(
      @ForAll DateRange range, @ForAll List<Holiday> holidays, @ForAll List<Vacation> vacations) {
    WorkingCalendar calendar = WorkingCalendar.of(range, holidays);

    assertThat(calendar.leaveDays(Fixtures.vacations(merged(vacations))))
        .isEqualTo(calendar.leaveDays(vacations));
  }

  @Property
  void leave_taken_twice_counts_once(@ForAll DateRange range, @ForAll List<Vacation> vacations) {
    WorkingCalendar calendar = WorkingCalendar.of(range, List.of());
    List<Vacation> twice = new ArrayList<>(vacations);
    twice.addAll(vacations);

    assertThat(calendar.leaveDays(twice)).isEqualTo(calendar.leaveDays(vacations));
  }

  @Property
  void one_more_leave_never_gives_days_back(
      @ForAll DateRange range, @ForAll List<Vacation> vacations, @ForAll DateRange leave) {
    WorkingCalendar calendar = WorkingCalendar.of(range, List.of());
    List<Vacation> more = new ArrayList<>(vacations);
    more.addAll(Fixtures.vacations(leave));

    assertThat(calendar.leaveDays(more)).isGreaterThanOrEqualTo(calendar.leaveDays(vacations));
  }

  @Property
  void one_more_holiday_takes_exactly_the_working_day_it_falls_on(
      @ForAll DateRange range, @ForAll List<Holiday> holidays, @ForAll LocalDate date) {
    WorkingCalendar before = WorkingCalendar.of(range, holidays);
    WorkingCalendar after = WorkingCalendar.of(range, plus(holidays, date));

    assertThat(before.workingDays() - after.workingDays())
        .isEqualTo(before.isWorkingDay(date) ? 1 : 0);
  }

  @Property
  void holiday_on_a_weekend_changes_nothing(
      @ForAll DateRange range,
      @ForAll List<Holiday> holidays,
      @ForAll List<Vacation> vacations,
      @ForAll LocalDate date) {
    LocalDate sunday = date.plusDays(7 - date.getDayOfWeek().getValue());
    WorkingCalendar before = WorkingCalendar.of(range, holidays);
    WorkingCalendar after = WorkingCalendar.of(range, plus(holidays, sunday));

    assertThat(after.workingDays()).isEqualTo(before.workingDays());
    assertThat(after.leaveDays(vacations)).isEqualTo(before.leaveDays(vacations));
    assertThat(after.holidaysHit()).isEqualTo(before.holidaysHit());
  }

  @Property
  void holidays_listed_twice_count_once(
      @ForAll DateRange range, @ForAll List<Holiday> holidays, @ForAll List<Vacation> vacations) {
    List<Holiday> twice = new ArrayList<>(holidays);
    twice.addAll(holidays);
    WorkingCalendar once = WorkingCalendar.of(range, holidays);
    WorkingCalendar doubled = WorkingCalendar.of(range, twice);

    assertThat(doubled.workingDays()).isEqualTo(once.workingDays());
    assertThat(doubled.leaveDays(vacations)).isEqualTo(once.leaveDays(vacations));
    assertThat(doubled.holidaysHit()).isEqualTo(once.holidaysHit());
  }

  private static List<Holiday> plus(List<Holiday> holidays, LocalDate date) {
    List<Holiday> more = new ArrayList<>(holidays);
    more.add(Fixtures.aHoliday(holidays.size(), date));
    return more;
  }

  private static List<DateRange> merged(List<Vacation> vacations) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    vacations.forEach(vacation ->
        vacation
            .dates()
            .first()
            .datesUntil(vacation.dates().last().plusDays(1))
            .forEach(days::add));
    List<DateRange> ranges = new ArrayList<>();
    for (LocalDate day : days) {
      if (!ranges.isEmpty() && ranges.getLast().last().plusDays(1).equals(day)) {
        ranges.set(ranges.size() - 1, new DateRange(ranges.getLast().first(), day));
      } else {
        ranges.add(new DateRange(day, day));
      }
    }
    return ranges;
  }
}
