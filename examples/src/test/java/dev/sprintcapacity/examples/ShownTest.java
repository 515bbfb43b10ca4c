package dev.sprintcapacity.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A comparison that lets too much pass would prove nothing. */
class ShownTest {

  @Test
  void text_without_gaps_matches_itself_alone() {
    Shown shown = new Shown("one\ntwo\n");

    assertThat(shown.matches("one\ntwo")).isTrue();
    assertThat(shown.matches("one\ntwo\n")).isTrue();
    assertThat(shown.matches("one\ntwo\nthree\n")).isFalse();
    assertThat(shown.matches("zero\none\ntwo\n")).isFalse();
    assertThat(shown.matches("one\n")).isFalse();
    assertThat(shown.matches("")).isFalse();
  }

  @Test
  void a_gap_in_a_line_stands_for_anything_in_that_line() {
    Shown shown = new Shown("{\"id\":\"…\",…}");

    assertThat(shown.matches("{\"id\":\"7\",\"name\":\"x\"}")).isTrue();
    assertThat(shown.matches("{\"id\":\"7\",\n}")).isFalse();
    assertThat(shown.matches("{\"ID\":\"7\",}")).isFalse();
  }

  @Test
  void a_line_that_is_a_gap_stands_for_any_number_of_lines() {
    Shown shown = new Shown("first\n…\nlast");

    assertThat(shown.matches("first\nlast")).isTrue();
    assertThat(shown.matches("first\nx\ny\nlast")).isTrue();
    assertThat(shown.matches("first\nx\ny\n")).isFalse();
  }

  @Test
  void nothing_shown_means_nothing_printed() {
    assertThat(new Shown("").matches("\n")).isTrue();
    assertThat(new Shown("").matches("x\n")).isFalse();
  }
}
