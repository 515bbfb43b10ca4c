package dev.sprintcapacity.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  @ParameterizedTest
  @CsvSource({
    "http://plans.example, plans.example",
    "http://plans.example, plans.example:80",
    "http://plans.example:80, plans.example",
    "https://plans.example, plans.example",
    "https://plans.example, plans.example:443",
    "http://localhost:8000, localhost:8000",
    "HTTP://LocalHost:8000, localhost:8000",
    "http://127.0.0.1:8000, 127.0.0.1:8000",
    "http://[::1]:8000, [::1]:8000"
  })
  void a_page_of_the_host_that_was_asked_is_of_the_same_origin(String origin, String host) {
    assertThat(Origin.parse(origin).orElseThrow().isOf(host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://plans.example, plans.example:8000",
    "http://plans.example:8000, plans.example",
    "http://plans.example:8000, plans.example:8001",
    "http://plans.example, plans.example:443",
    "https://plans.example, plans.example:80",
    "http://evil.example, plans.example",
    "http://plans.example.evil.example, plans.example",
    "http://evilplans.example, plans.example",
    "http://sub.plans.example, plans.example",
    "http://example, plans.example",
    "http://localhost:8000, 127.0.0.1:8000",
    "http://[::1]:8000, [::2]:8000",
    "http://plans.example, plans.example/",
    "http://plans.example, user@plans.example",
    "http://plans.example, 'plans.example, evil.example'",
    "http://plans.example, ''"
  })
  void a_page_of_another_host_or_port_is_not(String origin, String host) {
    assertThat(Origin.parse(origin).orElseThrow().isOf(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "*",
        "plans.example",
        "//plans.example",
        "http:plans.example",
        "http:/plans.example",
        "http://",
        "http://plans.example/",
        "http://plans.example/path",
        "http://plans.example?x",
        "http://plans.example#x",
        "http://user@plans.example",
        "http://plans.example:",
        "http://plans.example:0",
        "http://plans.example:65536",
        "http://plans.example:99999",
        "http://plans.example:80:80",
        "http://plans.example:8o",
        "http://plans.example.",
        "http://.plans.example",
        "http://plans..example",
        "http://plans.example\\@evil.example",
        "http://plans.example%2eevil.example",
        "http://plans.example evil.example",
        " http://plans.example",
        "http://plans.example ",
        "http://plans.example,http://evil.example",
        "http://[::1",
        "http://::1",
        "ws://plans.example",
        "ftp://plans.example",
        "file://",
        "chrome-extension://abcdef",
        "javascript:alert(1)",
        "httpss://plans.example",
        "http://plän.example",
        "http://plans.example\nhttp://evil.example"
      })
  void what_browsers_do_not_write_is_no_origin(String text) {
    assertThat(Origin.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://plans.example:443, https://plans.example",
    "http://Plans.Example:80, http://plans.example",
    "http://plans.example:8080, http://plans.example:8080"
  })
  void it_is_written_as_browsers_write_it(String text, String written) {
    assertThat(Origin.parse(text).orElseThrow()).hasToString(written);
  }
}
