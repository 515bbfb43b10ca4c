package dev.sprintcapacity.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleTextTest {

  @Test
  void no_character_that_steers_a_terminal_gets_through_whichever_it_is() {
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      String text = new StringBuilder("<").appendCodePoint(character).append('>').toString();

      String visible = VisibleText.of(text);

      boolean control = Character.isISOControl(character);
      boolean surrogate = character >= 0xD800 && character <= 0xDFFF;
      if (control || surrogate) {
        assertThat(visible).as("U+%04X", character).matches("<\\\\.{1,5}>");
      }
      assertThat(visible.codePoints()).as("U+%04X", character).noneMatch(Character::isISOControl);
    }
  }

  @Test
  void what_turns_or_hides_text_is_shown_as_an_escape() {
    assertThat(VisibleText.of("abc\u202Edcba\u2066\u2028\u200B\uFEFF"))
        .isEqualTo("abc\\u202Edcba\\u2066\\u2028\\u200B\\uFEFF");
  }

  @Test
  void letters_of_all_scripts_and_joined_emoji_stay_as_they_are() {
    for (String text : List.of("Zoë Müller", "李小龍", "علی‌رضا", "👩‍💻", "a\\b\"c")) {
      assertThat(VisibleText.of(text)).isEqualTo(text);
    }
  }

  @Test
  void quoted_text_is_a_json_string() {
    StringBuilder quoted = new StringBuilder();
    VisibleText.appendQuoted(quoted, "a\"b\\c\n\t\u001B[31m\uDB40\uDC41");

    assertThat(quoted).hasToString("\"a\\\"b\\\\c\\n\\t\\u001B[31m\\uDB40\\uDC41\"");
  }
}
