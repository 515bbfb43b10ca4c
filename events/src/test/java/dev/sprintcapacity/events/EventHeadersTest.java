package dev.sprintcapacity.events;

import static dev.sprintcapacity.events.SampleEvents.ID;
import static dev.sprintcapacity.events.SampleEvents.TIME;
import static dev.sprintcapacity.events.SampleEvents.TRACEPARENT;
import static dev.sprintcapacity.events.SampleEvents.aSprint;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHeadersTest {
  @Test
  void a_record_has_exactly_these_headers_in_this_order() {
    var event = new Event(ID, TIME, 7, TRACEPARENT, new SprintCreated(aSprint()));

    assertThat(textOf(EventHeaders.of(EventEncoder.encode(event))))
        .containsExactly(
            "ce_specversion: 1.0",
            "ce_id: 019ac4d8-26c0-7a3c-8f11-0123456789ab",
            "ce_type: sprint.created",
            "ce_source: sprint-capacity-api",
            "ce_time: 2025-11-27T10:30:00.123456Z",
            "ce_subject: sprint-123",
            "ce_sequence: 7",
            "ce_dataschema: https://schemas.sprintcapacity.dev/events/sprint.created.v1.json",
            "content-type: application/json",
            "traceparent: " + TRACEPARENT);
  }

  @Test
  void a_change_without_a_trace_has_no_traceparent_header() {
    var event = new Event(ID, TIME, Long.MAX_VALUE, null, new SprintDeleted("sprint-123"));

    List<EventHeader> headers = EventHeaders.of(EventEncoder.encode(event));

    assertThat(headers)
        .extracting(EventHeader::name)
        .containsExactly(
            "ce_specversion",
            "ce_id",
            "ce_type",
            "ce_source",
            "ce_time",
            "ce_subject",
            "ce_sequence",
            "ce_dataschema",
            "content-type");
    assertThat(headers.get(6).text()).isEqualTo("9223372036854775807");
  }

  @Test
  void headers_from_the_columns_of_a_stored_event_equal_those_of_the_event() {
    EncodedEvent encoded =
        EventEncoder.encode(new Event(ID, TIME, 7, TRACEPARENT, new SprintDeleted("sprint-123")));

    assertThat(textOf(EventHeaders.of(ID, "sprint.deleted", "sprint-123", 7, TIME, TRACEPARENT)))
        .isEqualTo(textOf(EventHeaders.of(encoded)));
  }

  @Test
  void a_type_of_a_newer_version_gets_its_headers_too() {
    assertThat(textOf(EventHeaders.of(ID, "sprint.archived", "sprint-123", 7, TIME, null)))
        .contains(
            "ce_type: sprint.archived",
            "ce_dataschema: https://schemas.sprintcapacity.dev/events/sprint.archived.v1.json");
  }

  @Test
  void the_time_has_six_decimals_however_round_it_is() {
    Instant round = Instant.parse("2026-01-02T03:04:05Z");

    assertThat(textOf(EventHeaders.of(ID, "sprint.deleted", "sprint-123", 7, round, null)))
        .contains("ce_time: 2026-01-02T03:04:05.000000Z");
  }

  @Test
  void the_schema_header_is_the_id_of_the_schema() {
    assertThat(EventType.values())
        .allSatisfy(type ->
            assertThat(TestSchemas.tree(type).get("$id").asString())
                .isEqualTo(EventSchemas.uriOf(type)));
  }

  @Test
  void changing_what_a_header_or_a_value_gave_out_changes_nothing() {
    EncodedEvent encoded =
        EventEncoder.encode(new Event(ID, TIME, 7, null, new SprintDeleted("sprint-123")));
    EventHeader header = EventHeaders.of(encoded).getFirst();

    Arrays.fill(header.value(), (byte) '!');
    Arrays.fill(encoded.value(), (byte) '!');

    assertThat(header.value()).isEqualTo("1.0".getBytes(UTF_8));
    assertThat(encoded.value()).startsWith("{\"event_type\"".getBytes(UTF_8));
  }

  private static List<String> textOf(List<EventHeader> headers) {
    return headers.stream().map(EventHeader::toString).toList();
  }
}
