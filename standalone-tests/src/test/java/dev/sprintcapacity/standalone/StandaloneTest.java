package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything at once, on free ports: what it serves, what it leaves, what it keeps. */
class StandaloneTest {

  @TempDir private Path folder;

  @Test
  void a_sprint_created_over_http_is_two_events_in_kafka() {
    try (Standalone standalone = started(Map.of())) {
      String id = createSprint(standalone, "25-01");

      assertThat(PublishedEvents.await(standalone.bootstrapServers(), 2))
          .containsExactly(id + " 1 sprint.created", id + " 2 team_member.added");
      assertThat(standalone.greeting())
          .contains(
              "http://localhost:%d/v1/sprints".formatted(standalone.httpPort()),
              "http://localhost:%d/docs".formatted(standalone.httpPort()),
              "Kafka at " + standalone.bootstrapServers(),
              "the data stays in " + folder);
    }
  }

  @Test
  void a_second_start_on_the_same_folder_finds_sprints_and_events_and_goes_on() {
    String id;
    String document;
    try (Standalone first = started(Map.of());
        ApiClient api = new ApiClient(first.httpPort())) {
      id = api.createSprint("25-01");
      document = api.sprint(id);
      PublishedEvents.await(first.bootstrapServers(), 2);
    }

    try (Standalone second = started(Map.of());
        ApiClient api = new ApiClient(second.httpPort())) {
      assertThat(api.sprint(id)).isEqualTo(document);
      String another = api.createSprint("25-02");

      assertThat(PublishedEvents.await(second.bootstrapServers(), 4))
          .containsExactlyInAnyOrder(
              id + " 1 sprint.created",
              id + " 2 team_member.added",
              another + " 1 sprint.created",
              another + " 2 team_member.added");
    }
  }

  @Test
  void closed_it_leaves_no_process_and_no_busy_port_behind() {
    Standalone standalone = started(Map.of());
    int httpPort = standalone.httpPort();
    int kafkaPort = Ports.of(standalone.bootstrapServers());
    assertThat(Processes.children()).as("PostgreSQL while it runs").isNotEmpty();
    assertThat(Ports.isFree(httpPort)).isFalse();
    assertThat(Ports.isFree(kafkaPort)).isFalse();

    standalone.close();

    assertThat(Processes.children()).isEmpty();
    assertThat(Ports.isFree(httpPort)).isTrue();
    assertThat(Ports.isFree(kafkaPort)).isTrue();
    standalone.close();
  }

  @Test
  void without_kafka_it_serves_the_api_and_says_so() {
    try (Standalone standalone = started(Map.of("SPRINTCAP_KAFKA_ENABLED", "false"));
        ApiClient api = new ApiClient(standalone.httpPort())) {
      String id = api.createSprint("25-01");

      assertThat(api.sprint(id)).contains("\"sprintNumber\":\"25-01\"");
      assertThat(standalone.bootstrapServers()).isEmpty();
      assertThat(standalone.greeting()).contains("not published: Kafka is disabled");
      assertThat(folder.resolve("kafka")).doesNotExist();
    }
  }

  @Test
  void a_kafka_that_the_environment_names_is_used_instead_of_an_embedded_one() {
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("theirs"), 0, Map.of())) {
      kafka.start();
      try (Standalone standalone =
          started(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()))) {
        String id = createSprint(standalone, "25-01");

        assertThat(PublishedEvents.await(kafka.bootstrapServers(), 2))
            .containsExactly(id + " 1 sprint.created", id + " 2 team_member.added");
        assertThat(standalone.bootstrapServers()).isEqualTo(kafka.bootstrapServers());
        assertThat(folder.resolve("kafka")).doesNotExist();
      }
    }
  }

  @Test
  void before_its_start_it_has_no_port_and_nothing_to_close() {
    Standalone standalone = new Standalone(Map.of());

    assertThatIllegalStateException()
        .isThrownBy(standalone::httpPort)
        .withMessageContaining("call start() first");
    standalone.close();
  }

  private Standalone started(Map<String, String> more) {
    Standalone standalone = new Standalone(TestEnvironment.onFreePorts(folder, more));
    standalone.start();
    return standalone;
  }

  private static String createSprint(Standalone standalone, String number) {
    try (ApiClient api = new ApiClient(standalone.httpPort())) {
      return api.createSprint(number);
    }
  }
}
