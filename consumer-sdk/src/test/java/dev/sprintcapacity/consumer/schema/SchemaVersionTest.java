package dev.sprintcapacity.consumer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.events.EventSchemas;
import dev.sprintcapacity.events.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaVersionTest {
  @ParameterizedTest
  @EnumSource
  void every_type_of_today_has_version_1(EventType type) {
    assertThat(SchemaVersion.current(type)).isEqualTo(new SchemaVersion(type.wireName(), 1));
    assertThat(SchemaVersion.parse(EventSchemas.uriOf(type))).contains(SchemaVersion.current(type));
  }

  @Test
  void the_version_is_what_stands_between_the_last_v_and_json() {
    assertThat(SchemaVersion.parse("https://example.org/a/sprint.v2.created.v12.json"))
        .contains(new SchemaVersion("sprint.v2.created", 12));
    assertThat(SchemaVersion.parse("sprint.created.v0.json"))
        .contains(new SchemaVersion("sprint.created", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "sprint.created",
        "sprint.created.json",
        "sprint.created.v1",
        "sprint.created.v.json",
        "sprint.created.v-1.json",
        "sprint.created.v1x.json",
        "sprint.created.v12345.json",
        "sprint.created.v99999999999999999999.json",
        ".v1.json",
        "https://example.org/.v1.json",
        "sprint.created.v١.json"
      })
  void other_uris_have_no_version(String uri) {
    assertThat(SchemaVersion.parse(uri)).isEmpty();
  }

  @Test
  void versions_out_of_range_are_refused_with_their_value() {
    assertThatThrownBy(() -> new SchemaVersion("sprint.created", 10_000))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("10000");
    assertThatThrownBy(() -> new SchemaVersion("sprint.created", -1))
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new SchemaVersion("", 1)).isInstanceOf(ConsumerException.class);
  }
}
