package dev.sprintcapacity.domain.calendar;

import static dev.sprintcapacity.domain.Fixtures.dates;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DateRangeTest {

  @Test
  void both_ends_count() {
    assertThat(dates("2025-12-01", "2025-12-14").days()).isEqualTo(14);
    assertThat(dates("2025-12-01", "2025-12-01").days()).isEqualTo(1);
  }

  @Test
  void contains_both_ends_and_nothing_outside() {
    DateRange range = dates("2025-12-01", "2025-12-02");

    assertThat(range.contains(LocalDate.parse("2025-11-30"))).isFalse();
    assertThat(range.contains(LocalDate.parse("2025-12-01"))).isTrue();
    assertThat(range.contains(LocalDate.parse("2025-12-02"))).isTrue();
    assertThat(range.contains(LocalDate.parse("2025-12-03"))).isFalse();
  }

  @Test
  void dates_at_the_limits_are_in_order_and_those_beyond_are_not() {
    assertThat(DateRange.problemIn(LocalDate.parse("1970-01-01"))).isEmpty();
    assertThat(DateRange.problemIn(LocalDate.parse("2999-12-31"))).isEmpty();
    assertThat(DateRange.problemIn(LocalDate.parse("1969-12-31")))
        .hasValue("must be from 1970-01-01 to 2999-12-31, but is 1969-12-31: check the year");
    assertThat(DateRange.problemIn(LocalDate.parse("3000-01-01"))).isPresent();
    assertThat(DateRange.problemIn(LocalDate.MAX)).isPresent();
    assertThat(DateRange.problemIn(LocalDate.MIN)).isPresent();
  }
}
