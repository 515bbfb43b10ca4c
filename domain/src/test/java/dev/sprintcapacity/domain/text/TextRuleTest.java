package dev.sprintcapacity.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "Alice Johnson",
        "Zoë O’Connor-Łukasz",
        "李小龍",
        "محمد",
        "👩🏽‍💻 Ada",
        "<b>Bob</b>; drop table sprint --",
        " leading and trailing "
      })
  void accepts_what_people_are_called(String name) {
    assertThat(TextRule.problemIn(name, 200)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0", "\u3000 \u2003", "\u200b", " \u200d\ufeff "})
  void refuses_text_without_a_visible_character(String text) {
    assertThat(TextRule.problemIn(text, 200))
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .startsWith("must not be blank, but is \"")
                .endsWith(": write at least one visible character"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x00, 0x01, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x1f, 0x7f, 0x85, 0x9f, 0x2028, 0x2029})
  void refuses_control_characters_and_line_breaks_wherever_they_are(int control) {
    String character = Character.toString(control);
    String name = "U+%04X".formatted(control);

    assertThat(TextRule.problemIn("ab" + character, 200))
        .hasValue(
            "must not contain control characters or line breaks, but has %s at position 3 of \"ab%s\": remove it"
                .formatted(name, name));
    assertThat(TextRule.problemIn(character + "ab", 200)).isPresent();
    assertThat(TextRule.problemIn(character, 200)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "a\ude00", "a\ude00\ud83d", "a\ud83dbc"})
  void refuses_half_a_character(String text) {
    assertThat(TextRule.problemIn(text, 200))
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .startsWith("must be valid Unicode, but has the unpaired surrogate U+D")
                .contains(" at position 2 of \"aU+D")
                .endsWith(": remove it"));
  }

  @Test
  void counts_characters_as_people_do_and_not_as_java_does() {
    assertThat(TextRule.problemIn("😀".repeat(200), 200)).isEmpty();
    assertThat(TextRule.problemIn("😀".repeat(201), 200))
        .hasValue(
            "must have at most 200 characters, but has 201: shorten \""
                + "😀".repeat(QuotedValue.SHOWN_CODE_POINTS)
                + "…\"");
  }

  @Test
  void position_counts_characters_as_people_do() {
    assertThat(TextRule.problemIn("😀\u0000", 200))
        .hasValueSatisfying(problem -> assertThat(problem).contains("at position 2"));
  }

  @Test
  void message_about_a_million_characters_stays_short() {
    assertThat(TextRule.problemIn("\u0000".repeat(1_000_000), 200).orElseThrow())
        .contains("has 1000000")
        .hasSizeLessThan(500);
  }

  @Property
  void accepted_text_survives_utf8_and_fits(
      @ForAll String text, @ForAll @IntRange(max = 300) int max) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();

    if (TextRule.problemIn(text, max).isEmpty()) {
      assertThat(encoder.canEncode(text)).isTrue();
      assertThat(text.codePoints().count()).isBetween(1L, (long) max);
      assertThat(text.codePoints()).noneMatch(Character::isISOControl);
    }
  }

  @Property
  void any_text_with_a_control_character_in_it_is_refused(
      @ForAll String before, @ForAll @IntRange(max = 0x1f) int control, @ForAll String after) {
    assertThat(TextRule.problemIn(before + (char) control + after, 1_000_000)).isPresent();
  }

  @Property
  void no_message_can_break_a_line_or_a_utf8_stream(@ForAll String text) {
    TextRule.problemIn(text, 10)
        .ifPresent(problem -> {
          assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(problem)).isTrue();
          assertThat(problem.codePoints())
              .noneMatch(CharacterRule::isControl)
              .noneMatch(CharacterRule::isInvisible);
        });
  }
}
