package dev.sprintcapacity.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedValueTest {

  @Test
  void short_text_is_shown_whole() {
    assertThat(QuotedValue.of("25-01")).isEqualTo("\"25-01\"");
    assertThat(QuotedValue.of("")).isEqualTo("\"\"");
    assertThat(QuotedValue.of("x".repeat(60))).isEqualTo("\"" + "x".repeat(60) + "\"");
  }

  @Test
  void long_text_is_cut_between_characters() {
    assertThat(QuotedValue.of("x" + "😀".repeat(60))).isEqualTo("\"x" + "😀".repeat(59) + "…\"");
  }

  @Test
  void what_could_break_a_line_or_hide_is_named_instead() {
    assertThat(QuotedValue.of("a\r\nb\u0000\ud83d\u202e\u2028"))
        .isEqualTo("\"aU+000DU+000AbU+0000U+D83DU+202EU+2028\"");
  }

  @Test
  void quotes_and_backslashes_are_escaped() {
    assertThat(QuotedValue.of("say \"a\\b\"")).isEqualTo("\"say \\\"a\\\\b\\\"\"");
  }
}
