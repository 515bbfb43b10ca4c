package dev.sprintcapacity.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "member-1",
        "A_b-9",
        "sprint-0193a5c2-7d3e-7c4a-9b1f-0242ac120002",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void accepts_letters_digits_dashes_and_underscores(String identifier) {
    assertThat(IdentifierRule.problemIn(identifier)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "../etc",
        "a/b",
        "a%00",
        "é",
        "١",
        "a\n",
        "<a>",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void refuses_everything_else(String identifier) {
    assertThat(IdentifierRule.problemIn(identifier))
        .hasValueSatisfying(problem -> assertThat(problem).contains("but is \""));
  }
}
