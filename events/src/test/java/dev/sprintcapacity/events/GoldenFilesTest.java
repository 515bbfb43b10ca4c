package dev.sprintcapacity.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class GoldenFilesTest {
  /** The examples of the founding document, as they stand there, without their comments. */
  private static final Map<String, String> FOUNDING_EXAMPLES =
      Map.of(
          "sprint.created.json",
          """
          {
            "event_type": "sprint.created",
            "timestamp": "2025-11-27T10:30:00.123456",
            "source": "sprint-capacity-api",
            "data": {
              "sprint_id": "sprint-123",
              "sprint_name": "Sprint 25-01",
              "sprint_number": "25-01",
              "team_members_count": 5,
              "start_date": "2025-11-27",
              "end_date": "2025-12-10",
              "sprint_duration": 10,
              "confidence_percentage": 90.0
            }
          }
          """,
          "sprint.deleted.json",
          """
          {
            "event_type": "sprint.deleted",
            "timestamp": "2025-11-27T10:30:00.123456",
            "source": "sprint-capacity-api",
            "data": {
              "sprint_id": "sprint-123"
            }
          }
          """,
          "team_member.added.json",
          """
          {
            "event_type": "team_member.added",
            "timestamp": "2025-11-27T10:30:00.123456",
            "source": "sprint-capacity-api",
            "data": {
              "sprint_id": "sprint-123",
              "sprint_name": "Sprint 25-01",
              "team_members": [
                {
                  "id": "member-1",
                  "name": "Alice Johnson",
                  "role": "Developer"
                },
                {
                  "id": "member-2",
                  "name": "Bob Smith",
                  "role": "Tester"
                }
              ]
            }
          }
          """,
          "team_member.updated.json",
          """
          {
            "event_type": "team_member.updated",
            "timestamp": "2025-11-27T10:30:00.123456",
            "source": "sprint-capacity-api",
            "data": {
              "sprint_id": "sprint-123",
              "sprint_name": "Sprint 25-01",
              "team_members": [
                {
                  "id": "member-1",
                  "name": "Alice Johnson",
                  "role": "Developer"
                }
              ]
            }
          }
          """);

  static List<Golden> goldens() {
    return Golden.all().toList();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void encoding_gives_exactly_the_bytes_of_the_file(Golden golden) {
    byte[] encoded = EventEncoder.encode(golden.event()).value();

    assertThat(new String(encoded, UTF_8)).isEqualTo(new String(golden.bytes(), UTF_8));
    assertThat(encoded).isEqualTo(golden.bytes());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void decoding_the_file_gives_the_event_back(Golden golden) {
    assertThat(EventDecoder.decode(golden.bytes()))
        .isEqualTo(
            new DecodedEvent.Known(golden.event().time(), Event.SOURCE, golden.event().data(), 0));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void the_file_validates_against_the_schema_of_its_type(Golden golden) {
    assertThat(TestSchemas.errors(golden.type(), new String(golden.bytes(), UTF_8))).isEmpty();
  }

  @Test
  void files_and_events_are_paired_and_cover_every_type() {
    assertThat(Golden.filesInFolder())
        .filteredOn(file -> !file.startsWith("."))
        .containsExactlyInAnyOrderElementsOf(Golden.all().map(Golden::file).toList());
    assertThat(Golden.all().map(Golden::type)).contains(EventType.values());
    assertThat(Golden.all())
        .allSatisfy(golden -> assertThat(golden.file()).startsWith(golden.type().wireName() + "."));
  }

  @Test
  void the_examples_of_the_founding_document_are_encoded_field_by_field_in_their_order() {
    var json = JsonMapper.builder().build();

    assertThat(FOUNDING_EXAMPLES).hasSize(4);
    FOUNDING_EXAMPLES.forEach((file, example) -> {
      Golden golden = Golden.all().filter(one -> one.file().equals(file)).findAny().orElseThrow();
      String compact = json.readTree(example).toString();
      assertThat(new String(EventEncoder.encode(golden.event()).value(), UTF_8))
          .as(file)
          .isEqualTo(compact);
    });
  }
}
