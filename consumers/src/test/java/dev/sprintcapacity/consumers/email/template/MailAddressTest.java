package dev.sprintcapacity.consumers.email.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com",
        "a.b+c@sub.example.com",
        "o'brien@example.com",
        "x@localhost",
        "a@1.example"
      })
  void common_addresses_are_taken_as_they_are(String text) {
    assertThat(MailAddress.of(text)).hasValue(new MailAddress(text));
  }

  @Test
  void a_domain_with_other_letters_is_taken_in_its_ascii_form() {
    assertThat(MailAddress.of("alice@bücher.example"))
        .hasValue(new MailAddress("alice@xn--bcher-kva.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "alice",
        "alice@",
        "@example.com",
        ".alice@example.com",
        "alice.@example.com",
        "a..b@example.com",
        "alice@example..com",
        "alice@.example.com",
        "alice@-example.com",
        "alice@example-.com",
        "alice@exa mple.com",
        "alice@[127.0.0.1]",
        "\"alice\"@example.com",
        "alice@example.com,bob@example.com",
        "alice@example.com\r\nRCPT TO:<x@example.com>",
        "alice@example.com\n",
        "alice@example.com\0",
        "alice@example.com\u2028",
        "al\u00efce@example.com",
        "<alice@example.com>",
        "Alice <alice@example.com>",
        "a@b@example.com"
      })
  void everything_else_is_refused(String text) {
    assertThat(MailAddress.of(text)).isEmpty();
  }

  @Test
  void lengths_are_those_of_smtp() {
    String longDomain = "d".repeat(60) + "." + "e".repeat(60) + "." + "f".repeat(60) + ".example";

    assertThat(MailAddress.of("a".repeat(64) + "@example.com")).isPresent();
    assertThat(MailAddress.of("a".repeat(65) + "@example.com")).isEmpty();
    assertThat(MailAddress.of("a".repeat(60) + "@" + longDomain)).isPresent();
    assertThat(MailAddress.of("a".repeat(64) + "@" + longDomain)).isEmpty();
  }

  @Test
  void an_address_is_personal_and_not_shown() {
    assertThat(new MailAddress("alice@example.com").toString()).doesNotContain("alice");
  }
}
