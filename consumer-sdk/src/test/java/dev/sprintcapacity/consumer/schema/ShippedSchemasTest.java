package dev.sprintcapacity.consumer.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.internal.inbound.SampleRecords;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.EncodedEvent;
import org.junit.jupiter.api.Test;

class ShippedSchemasTest {
  private final SchemaValidator validator = ShippedSchemas.validator().orElseThrow();
  private final EncodedEvent valid = SampleRecords.anEvent(1, SampleRecords.aSprintCreated());

  @Test
  void events_of_today_are_valid() {
    assertThat(validator.violations("sprint.created", valid.value())).isEmpty();
    assertThat(
            validator.violations(
                "team_member.updated", SampleRecords.aTeamEvent("sprint-1", 2).value()))
        .isEmpty();
  }

  @Test
  void fields_of_a_later_version_are_valid() {
    byte[] later = changed("\"data\":{", "\"new\":[{\"a\":1}],\"data\":{\"other\":null,");

    assertThat(validator.violations("sprint.created", later)).isEmpty();
  }

  @Test
  void violations_name_place_and_rule_and_no_value() {
    assertThat(validator.violations("sprint.created", changed("90", "190")))
        .containsExactly("/data/confidence_percentage breaks maximum");
    assertThat(validator.violations("sprint.created", changed("2025-12-10", "2025-02-30")))
        .containsExactly("/data/end_date breaks format");
    assertThat(validator.violations("sprint.created", changed("-api", "-api-of-alice")))
        .containsExactly("/source breaks const");
    assertThat(validator.violations("sprint.created", changed("\"sprint_id\"", "\"alice\"")))
        .containsExactly("/data breaks required");
  }

  @Test
  void the_list_of_violations_is_bounded() {
    byte[] many =
        ("{\"event_type\":\"team_member.updated\",\"timestamp\":\"x\",\"source\":1,\"data\":{"
                + "\"sprint_id\":\"s\",\"sprint_name\":\"n\",\"team_members\":["
                + "{},".repeat(50)
                + "{}]}}")
            .getBytes(UTF_8);

    assertThat(validator.violations("team_member.updated", many)).hasSize(10);
  }

  @Test
  void types_without_a_schema_are_left_to_the_decoder() {
    assertThat(validator.violations("sprint.renamed", valid.value())).isEmpty();
  }

  private byte[] changed(String from, String to) {
    String text = new String(valid.value(), UTF_8);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(UTF_8);
  }
}
