package dev.sprintcapacity.domain.calendar;

import static dev.sprintcapacity.domain.Fixtures.dates;
import static dev.sprintcapacity.domain.Fixtures.holidays;
import static dev.sprintcapacity.domain.Fixtures.vacations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.domain.Limits;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

  private static final DateRange FORTNIGHT = dates("2025-12-01", "2025-12-14");

  @Test
  void golden_case_leaves_four_of_ten_working_days() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, List.of());

    int leave =
        calendar.leaveDays(
            vacations(dates("2025-12-05", "2025-12-10"), dates("2025-12-08", "2025-12-12")));

    assertThat(calendar.workingDays()).isEqualTo(10);
    assertThat(calendar.workingDays() - leave).isEqualTo(4);
  }

  @Test
  void sprint_of_the_founding_document_lasts_ten_working_days() {
    assertThat(WorkingCalendar.of(dates("2025-11-27", "2025-12-10"), List.of()).workingDays())
        .isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-01, 2025-12-01, 1", // one Monday
    "2025-12-05, 2025-12-08, 2", // Friday to Monday
    "2025-12-06, 2025-12-07, 0", // a weekend
    "2024-02-26, 2024-03-01, 5", // over a leap day
    "2025-01-01, 2025-12-31, 261",
    "2024-01-01, 2024-12-31, 262",
    "1970-01-01, 1970-01-04, 2", // Thursday to Sunday, the first days there are
    "2999-12-28, 2999-12-31, 2", // Saturday to Tuesday, the last days there are
  })
  void counts_mondays_to_fridays(String first, String last, int expected) {
    assertThat(WorkingCalendar.of(dates(first, last), List.of()).workingDays()).isEqualTo(expected);
  }

  @Test
  void holiday_on_a_weekday_is_no_working_day() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, holidays("2025-12-08"));

    assertThat(calendar.workingDays()).isEqualTo(9);
    assertThat(calendar.isWorkingDay(LocalDate.parse("2025-12-08"))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2025-12-09"))).isTrue();
  }

  @Test
  void holidays_on_weekends_out_of_range_or_listed_twice_change_nothing() {
    WorkingCalendar calendar =
        WorkingCalendar.of(
            FORTNIGHT,
            holidays("2025-12-12", "2025-12-08", "2025-12-08", "2025-12-06", "2025-11-28"));

    assertThat(calendar.workingDays()).isEqualTo(8);
    assertThat(calendar.holidaysHit())
        .containsExactly(LocalDate.parse("2025-12-08"), LocalDate.parse("2025-12-12"));
  }

  @Test
  void leave_on_a_holiday_costs_no_leave_day() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, holidays("2025-12-08"));

    assertThat(calendar.leaveDays(vacations(dates("2025-12-05", "2025-12-09")))).isEqualTo(2);
  }

  @Test
  void leave_inside_a_longer_leave_counts_once() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, List.of());

    assertThat(
            calendar.leaveDays(
                vacations(
                    dates("2025-12-01", "2025-12-05"),
                    dates("2025-12-02", "2025-12-03"),
                    dates("2025-12-04", "2025-12-04"))))
        .isEqualTo(5);
  }

  @Test
  void leave_that_covers_the_whole_range_and_more_takes_every_working_day() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, List.of());

    assertThat(calendar.leaveDays(vacations(dates("2025-01-01", "2026-12-31")))).isEqualTo(10);
  }

  @Test
  void leave_outside_of_the_range_counts_nothing() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, List.of());

    assertThat(
            calendar.leaveDays(
                vacations(dates("2025-11-01", "2025-11-30"), dates("2025-12-15", "2025-12-31"))))
        .isZero();
  }

  @Test
  void days_outside_of_the_range_are_no_working_days() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, List.of());

    assertThat(calendar.isWorkingDay(LocalDate.parse("2025-11-28"))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2025-12-15"))).isFalse();
  }

  @Test
  void holidays_hit_cannot_be_changed_by_the_caller() {
    WorkingCalendar calendar = WorkingCalendar.of(FORTNIGHT, holidays("2025-12-08"));

    assertThatThrownBy(() -> calendar.holidaysHit().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void counts_a_thousand_years_fifty_thousand_times_without_walking_through_the_days() {
    var calendar =
        WorkingCalendar.of(
            new DateRange(Limits.FIRST_DATE, Limits.LAST_DATE), holidays("2025-12-08"));
    var leave = vacations(dates("1970-01-01", "2500-12-31"), dates("2000-01-01", "2999-12-31"));

    long total = 0;
    for (int round = 0; round < 50_000; round++) {
      total += calendar.workingDays() - calendar.leaveDays(leave);
    }

    assertThat(total).isZero();
  }
}
