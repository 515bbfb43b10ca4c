package dev.sprintcapacity.postgres.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.postgres.PostgresException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityKeyTest {

  @Test
  void a_person_with_an_address_is_recognised_by_it_whatever_the_name() {
    assertThat(IdentityKey.of("Alice", "Alice@Example.ORG"))
        .isEqualTo(IdentityKey.of("Dr. Alice", "alice@example.org"))
        .isEqualTo(new IdentityKey("email:alice@example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoë Ångström",
        "  zoë   ÅNGSTRÖM ",
        "Zoë\u00a0Ångström",
        "Zoe\u0308\u2003A\u030angstro\u0308m"
      })
  void a_person_without_an_address_is_recognised_by_the_name_however_it_is_spelled(String name) {
    assertThat(IdentityKey.of(name, null)).isEqualTo(new IdentityKey("name:zoë ångström"));
  }

  @Test
  void a_name_that_looks_like_an_address_is_still_a_name() {
    assertThat(IdentityKey.of("alice@example.org", null))
        .isNotEqualTo(IdentityKey.of("Alice", "alice@example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "email:", "name:", "Name:alice"})
  void a_text_that_is_no_key_is_refused(String value) {
    assertThatExceptionOfType(PostgresException.class)
        .isThrownBy(() -> new IdentityKey(value))
        .withMessageContaining('"' + value + '"');
  }
}
