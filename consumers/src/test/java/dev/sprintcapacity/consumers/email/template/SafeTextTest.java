package dev.sprintcapacity.consumers.email.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bob\r\nBcc: x",
        "Bob\nBcc: x",
        "Bob\rBcc: x",
        "Bob\0Bcc: x",
        "Bob\u2028Bcc: x",
        "Bob\u2029Bcc: x",
        "Bob\u0085Bcc: x",
        "Bob\u000bBcc: x",
        "Bob\u202eBcc: x",
        "Bob \t \r\n \u200b Bcc: x"
      })
  void what_breaks_a_line_becomes_one_space(String text) {
    assertThat(SafeText.line(text)).isEqualTo("Bob Bcc: x");
  }

  @Test
  void names_of_people_stay_as_they_are() {
    assertThat(SafeText.line("Chloé O'Brien-Ōtani (李) 👩‍💻"))
        .isEqualTo("Chloé O'Brien-Ōtani (李) 👩‍💻");
  }

  @Test
  void nothing_visible_becomes_a_dash() {
    assertThat(SafeText.line("\r\n\u2028")).isEqualTo("-");
  }
}
