package dev.sprintcapacity.chaos.checker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContentsTest {

  @Test
  void a_creation_tells_its_write_by_the_number_of_the_sprint() {
    Contents contents =
        Contents.of(
            """
            {"event_type":"sprint.created","timestamp":"2026-01-05T09:00:00.123456",
             "source":"sprint-capacity-api",
             "data":{"sprint_id":"sprint-1","sprint_name":"Sprint 25-c42","sprint_number":"25-c42"}}
            """
                .getBytes(UTF_8));

    assertThat(contents.eventType()).isEqualTo("sprint.created");
    assertThat(contents.sprintId()).isEqualTo("sprint-1");
    assertThat(contents.time()).isEqualTo(Instant.parse("2026-01-05T09:00:00.123456Z"));
    assertThat(contents.mark()).isEqualTo(42);
  }

  @Test
  void an_update_tells_its_write_and_not_the_one_that_created_the_sprint() {
    Contents contents =
        Contents.of(
            """
            {"event_type":"team_member.updated","timestamp":"2026-01-05T09:00:00.123456",
             "source":"sprint-capacity-api","data":{"sprint_id":"sprint-1",
             "sprint_name":"Sprint 25-c42","team_members":[{"id":"m","name":"chaos-w77"}]}}
            """
                .getBytes(UTF_8));

    assertThat(contents.mark()).isEqualTo(77);
  }

  @Test
  void a_value_that_is_no_json_says_nothing_but_has_a_digest() {
    Contents contents = Contents.of("{\"event_type\":\"sprint.created\"".getBytes(UTF_8));

    assertThat(contents.eventType()).isNull();
    assertThat(contents.mark()).isEqualTo(Contents.NO_MARK);
    assertThat(contents.digest()).isNotEqualTo(Digest.of(new byte[0]));
  }
}
