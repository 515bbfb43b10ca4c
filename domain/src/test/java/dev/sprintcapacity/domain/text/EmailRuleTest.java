package dev.sprintcapacity.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com",
        "a@b",
        "Alice.O'Neill+sprint_1@mail.example.co.uk",
        "用户@例子.广告",
        "root@localhost"
      })
  void accepts_plain_addresses(String address) {
    assertThat(EmailRule.problemIn(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "@",
        "alice@",
        "@example.com",
        "a@b@c",
        "alice@@example.com",
        "a@.com",
        "a@com.",
        "a@b..c"
      })
  void refuses_what_has_not_one_at_between_name_and_domain(String address) {
    assertThat(EmailRule.problemIn(address))
        .hasValue(
            "must be an address with one @ between a name and a domain, but is \"%s\": write it like alice@example.com"
                .formatted(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice @example.com",
        " alice@example.com",
        "alice@example.com ",
        "alice@exa\u00a0mple.com",
        "alice@exam\u200bple.com",
        "alice@example.com,bob@example.com",
        "alice@example.com;bob@example.com",
        "Alice<alice@example.com>",
        "\"alice\"@example.com",
        "alice(boss)@example.com",
        "alice@[127.0.0.1]",
        "team:alice@example.com",
        "ali\\ce@example.com"
      })
  void refuses_what_could_be_read_as_more_than_one_address(String address) {
    assertThat(EmailRule.problemIn(address))
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .startsWith("must not contain spaces, invisible characters or any of")
                .contains(" in " + QuotedValue.of(address))
                .endsWith(": remove it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com\r\nBcc: eve@example.com",
        "alice@example.com\n",
        "\u0000@example.com",
        "a@b\u2028",
        "a\ud83d@b",
        "",
        " "
      })
  void refuses_what_could_end_a_header_line(String address) {
    assertThat(EmailRule.problemIn(address)).isPresent();
  }

  @Test
  void names_the_character_that_must_go() {
    assertThat(EmailRule.problemIn("a,b@c").orElseThrow()).contains("but has , in \"a,b@c\"");
    assertThat(EmailRule.problemIn("a b@c").orElseThrow()).contains("but has U+0020 in \"a b@c\"");
  }

  @Test
  void longest_address_is_the_longest_that_smtp_carries() {
    String domain = "@" + "d".repeat(63);

    assertThat(EmailRule.problemIn("a".repeat(254 - 64) + domain)).isEmpty();
    assertThat(EmailRule.problemIn("a".repeat(255 - 64) + domain))
        .hasValueSatisfying(
            problem -> assertThat(problem).startsWith("must have at most 254 characters"));
  }

  @Property
  void whatever_is_put_around_a_valid_address_can_only_make_one_address(
      @ForAll String before, @ForAll String after) {
    String address = before + "alice@example.com" + after;

    if (EmailRule.problemIn(address).isEmpty()) {
      assertThat(address.codePoints().filter(codePoint -> codePoint == '@').count()).isEqualTo(1);
      assertThat(address.codePoints())
          .noneMatch(codePoint -> ",;:<>()[]\"\\ \r\n".indexOf(codePoint) >= 0);
    }
  }
}
