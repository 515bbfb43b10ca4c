package dev.sprintcapacity.events;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventTypeTest {
  @Test
  void the_list_of_types_and_topics_is_the_one_a_person_has_proof_read() {
    String list =
        Arrays.stream(EventType.values())
            .map(type -> "%s -> %s\n".formatted(type.wireName(), type.topic().topicName()))
            .collect(joining());

    assertThat(list)
        .isEqualTo(
            """
            sprint.created -> sprint.lifecycle
            sprint.updated -> sprint.lifecycle
            sprint.started -> sprint.lifecycle
            sprint.completed -> sprint.lifecycle
            sprint.deleted -> sprint.lifecycle
            team_member.added -> sprint.team-members
            team_member.updated -> sprint.team-members
            """);
    assertThat(Topic.values())
        .extracting(Topic::topicName)
        .containsExactly("sprint.lifecycle", "sprint.team-members");
  }

  @Test
  void a_type_is_found_by_its_name_on_the_wire() {
    assertThat(EventType.values())
        .allSatisfy(type -> assertThat(EventType.fromWireName(type.wireName())).contains(type));
  }

  @Test
  void a_name_that_is_not_on_the_list_has_no_type() {
    assertThat(EventType.fromWireName("sprint.archived")).isEmpty();
    assertThat(EventType.fromWireName("SPRINT_CREATED")).isEmpty();
    assertThat(EventType.fromWireName("sprint.created ")).isEmpty();
  }
}
