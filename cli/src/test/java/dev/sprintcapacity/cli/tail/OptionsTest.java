package dev.sprintcapacity.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.cli.CommandRun;
import dev.sprintcapacity.cli.kafka.BootstrapServers;
import dev.sprintcapacity.cli.kafka.ClientSettings;
import dev.sprintcapacity.cli.kafka.KafkaLocation;
import dev.sprintcapacity.events.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** What the options of tail accept, and what is said about the rest. */
class OptionsTest {

  @Test
  void each_event_type_is_known_by_its_name_on_the_wire() {
    for (EventType type : EventType.values()) {
      assertThat(EventTypeNames.parse(type.wireName())).isEqualTo(type);
    }
  }

  @Test
  void the_help_names_all_event_types() {
    CommandRun help = CommandRun.start(Map.of(), "tail", "--help");

    assertThat(help.awaitExit()).isZero();
    assertThat(help.out()).contains(EventTypeNames.all()).contains("--from-beginning");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void a_wrong_type_is_answered_with_the_nearest_and_with_all() {
    assertThatThrownBy(() -> EventTypeNames.parse("team_members.added"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'team_members.added' is not an event type")
        .hasMessageContaining("did you mean team_member.added?")
        .hasMessageContainingAll("sprint.created", "team_member.updated");
    assertThatThrownBy(() -> EventTypeNames.parse("x"))
        .hasMessageContaining("'x' is not an event type. The types are")
        .message()
        .doesNotContain("did you mean");
  }

  @Test
  void durations_are_a_number_and_a_unit() {
    assertThat(Durations.parse("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(Durations.parse("10s")).isEqualTo(Duration.ofSeconds(10));
    assertThat(Durations.parse("3m")).isEqualTo(Duration.ofMinutes(3));
    assertThat(Durations.parse("2h")).isEqualTo(Duration.ofHours(2));
    for (String wrong : List.of("", "10", "0s", "-1s", "1.5s", "1d", "s", "9999999999s")) {
      assertThatThrownBy(() -> Durations.parse(wrong))
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  void servers_are_hosts_with_ports() {
    assertThat(BootstrapServers.parse("a:1, b.example:65535,[::1]:9092,SSL://c:3"))
        .map(BootstrapServers::hosts)
        .contains(List.of("a", "b.example", "::1", "c"));
    for (String wrong : List.of("", "a", "a:", ":1", "a:65536", "a:1,", "a b:1", "http://a:1/x")) {
      assertThat(BootstrapServers.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void what_is_wrong_on_the_command_line_is_named_and_ends_with_two() {
    assertThat(failure(2, "tail", "--max-events=0")).contains("'0' is not 1 or more");
    assertThat(failure(2, "tail", "--max-events=many")).contains("'many'");
    assertThat(failure(2, "tail", "--idle-exit=soon")).contains("'soon' is not a duration");
    assertThat(failure(2, "tail", "--bootstrap-servers=kafka")).contains("'kafka' does not say");
    assertThat(failure(2, "tail", "--topic=a b")).contains("'a b' cannot be a topic");
    assertThat(failure(2, "tail", "--color=pink")).contains("pink");
    assertThat(failure(2, "tail", "--from-begining")).contains("--from-begining");
    assertThat(failure(2, "tail", "surplus")).contains("surplus");
    assertThat(failure(2)).contains("Which command?", "tail", "reconcile");
    assertThat(failure(2, "tial")).contains("tial");
  }

  @Test
  void what_is_wrong_in_the_environment_is_named_and_ends_with_one() {
    assertThat(failure(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka"), 1, "tail"))
        .contains("KAFKA_BOOTSTRAP_SERVERS: 'kafka' does not say where Kafka is");
    assertThat(failure(Map.of("KAFKA_GROUP_ID", "a", "KAFKA_CONSUMER_GROUP", "b"), 1, "tail"))
        .contains("both set group.id");
    assertThat(failure(Map.of("KAFKA_SECURITY_PROTOCOL", "TELNET"), 1, "tail"))
        .contains("the settings of the Kafka client are not valid")
        .contains("security.protocol")
        .doesNotContain("\tat ");
  }

  @Test
  void the_environment_passes_through_except_where_tail_would_not_be_tail() {
    Map<String, Object> client =
        ClientSettings.of(
            new KafkaLocation(
                Map.of(
                    "security.protocol", "SSL",
                    "client.id", "mine",
                    "group.id", "g",
                    "isolation.level", "read_uncommitted",
                    "auto.offset.reset", "latest",
                    "allow.auto.create.topics", "true"),
                BootstrapServers.parse("kafka:1").orElseThrow()),
            "sprintcap-tail");

    assertThat(client)
        .containsEntry("security.protocol", "SSL")
        .containsEntry("client.id", "mine")
        .containsEntry("bootstrap.servers", "kafka:1")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("allow.auto.create.topics", "false")
        .containsEntry("enable.auto.commit", "false")
        .doesNotContainKey("group.id");
  }

  private static String failure(int exitCode, String... args) {
    return failure(Map.of(), exitCode, args);
  }

  private static String failure(Map<String, String> env, int exitCode, String... args) {
    CommandRun run = CommandRun.start(env, args);
    assertThat(run.awaitExit()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("sprintcap: ").doesNotContain("Exception");
    return run.err();
  }
}
