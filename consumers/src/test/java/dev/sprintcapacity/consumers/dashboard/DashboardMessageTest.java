package dev.sprintcapacity.consumers.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.events.EventType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardMessageTest {

  @Test
  void data_stay_byte_by_byte_what_the_event_holds() {
    String data =
        "{\"sprint_id\":\"sprint-1\",\"n\":90.0,\"name\":\"Zoë 🎈 \\u00e9\",\"a\":[{ }, 1e3]}";
    byte[] value =
        "{\"event_type\":\"x\",\"more\":{\"data\":1},\"data\":%s,\"later\":2}"
            .formatted(data)
            .getBytes(UTF_8);

    assertThat(DashboardMessage.of(EventType.TEAM_MEMBER_UPDATED, "sprint-1", value))
        .isEqualTo(
            new DashboardMessage("sprint-1", "{\"type\":\"team_updated\",\"data\":" + data + "}"));
  }

  @Test
  void each_type_of_event_has_a_type_of_message() {
    assertThat(Arrays.stream(EventType.values()).map(DashboardMessage::typeName))
        .containsExactly(
            "sprint_created",
            "sprint_updated",
            "sprint_started",
            "sprint_completed",
            "sprint_deleted",
            "team_added",
            "team_updated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{}", "{\"data\":1}", "{\"data\":{"})
  void what_is_no_event_is_refused(String value) {
    assertThatThrownBy(
            () -> DashboardMessage.of(EventType.SPRINT_CREATED, "sprint-1", value.getBytes(UTF_8)))
        .isInstanceOf(ConsumersException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "all, all",
    "sprint-123, sprint-123",
    "sprint-sprint-123, sprint-123",
    "sprint-0192d3f1-aaaa-7bbb-8ccc-1234567890ab, sprint-0192d3f1-aaaa-7bbb-8ccc-1234567890ab"
  })
  void a_channel_is_named_by_all_or_the_id_of_a_sprint(String text, String channel) {
    assertThat(Channel.parse(text)).contains(new Channel(channel));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ALL", "sprint", "sprint-", "sprint- ", "sprint-a/b", "team-1", "*"})
  void anything_else_is_no_channel(String text) {
    assertThat(Channel.parse(text)).isEmpty();
  }
}
