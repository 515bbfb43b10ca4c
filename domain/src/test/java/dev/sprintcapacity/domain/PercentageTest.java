package dev.sprintcapacity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentageTest {

  @ParameterizedTest
  @CsvSource({
    "90, 90.0",
    "90.00, 90.0",
    "9E+1, 90.0",
    "87.55, 87.55",
    "87.50, 87.5",
    "0, 0.0",
    "-0.00, 0.0",
    "100, 100.0",
    "0.01, 0.01",
    "100.000000, 100.0",
    "0E-999999999, 0.0"
  })
  void is_kept_with_one_decimal_or_two_where_needed(String text, String kept) {
    assertThat(Percentage.of(text).value().toPlainString()).isEqualTo(kept);
  }

  @Test
  void is_the_same_however_it_was_written() {
    assertThat(Percentage.of("90"))
        .isEqualTo(Percentage.of(90.0))
        .isEqualTo(Percentage.of(new BigDecimal("90.00")))
        .hasSameHashCodeAs(Percentage.of("90.0"));
    assertThat(Percentage.of(100.0)).isEqualTo(Percentage.HUNDRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0.01",
        "100.01",
        "101",
        "87.555",
        "1E+2147483647",
        "1E-2147483647",
        "-1E+999999999"
      })
  void refuses_what_is_out_of_range_or_too_exact(String text) {
    assertThatThrownBy(() -> Percentage.of(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "ninety", "90%", "NaN", "Infinity", "0x5A", "90,5"})
  void refuses_text_that_is_no_number(String text) {
    assertThatThrownBy(() -> Percentage.of(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("Percentage must be a number, but is \"" + text + "\": write it like 87.5");
  }

  @Test
  void refuses_even_a_right_number_that_is_written_far_too_long() {
    assertThatThrownBy(() -> Percentage.of("90." + "0".repeat(100)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("write it like 87.5");
  }

  @Test
  void refuses_a_number_of_a_million_digits_without_reading_it() {
    assertThatThrownBy(() -> Percentage.of("9".repeat(1_000_000)))
        .isInstanceOf(InvalidValueException.class)
        .message()
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.001, 100.001})
  void refuses_doubles_that_are_no_share(double value) {
    assertThatThrownBy(() -> Percentage.of(value))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining(Double.toString(value));
  }

  @Test
  void share_of_days_is_exact() {
    assertThat(Percentage.of("33.33").ofDays(7)).isEqualByComparingTo("2.3331");
  }

  @Test
  void compares_by_size() {
    assertThat(Percentage.of("9.5")).isLessThan(Percentage.of("10"));
  }
}
