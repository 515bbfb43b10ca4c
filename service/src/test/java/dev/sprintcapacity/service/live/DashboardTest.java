package dev.sprintcapacity.service.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a change over Kafka to the pages that show it. */
class DashboardTest {

  /** A broker that starts on a busy machine takes a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What a Kafka client waits for an answer. */
  private static final Duration KAFKA_GIVES_UP = Duration.ofSeconds(60);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void each_instance_tells_its_clients_of_every_change_in_the_form_of_the_dashboard()
      throws ExecutionException, InterruptedException {
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of())) {
      kafka.start();
      Map<String, String> settings =
          Map.of(
              "SPRINTCAP_KAFKA_ENABLED",
              "true",
              "KAFKA_BOOTSTRAP_SERVERS",
              kafka.bootstrapServers());
      try (TestApi one = TestApi.start(settings);
          TestApi two =
              TestApi.start(
                  Map.of(
                      "SPRINTCAP_KAFKA_ENABLED", "true",
                      "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                      "DATABASE_URL", one.databaseUrl()));
          SocketClient all = SocketClient.connect(one.port(), "?channel=all");
          SocketClient other = SocketClient.connect(two.port(), "?channel=all");
          SocketClient sprint = SocketClient.connect(two.port(), "")) {
        awaitJoined(one, all, other);

        TestResponse created =
            one.post("/v1/sprints", Bodies.emptySprint(TestApi.newNumber())).expect(201);
        sprint.send("{\"subscribe\":\"" + created.id() + "\"}");
        await().atMost(PATIENCE).until(() -> sprint.messages().size() == 1);
        one.patch(
                "/v1/sprints/" + created.id(),
                "{\"teamMembers\":[{\"name\":\"Alice Johnson\",\"role\":\"Developer\"}]}")
            .expect(200);
        one.post("/v1/sprints", Bodies.emptySprint(TestApi.newNumber())).expect(201);
        one.post("/v1/sprints/" + created.id() + "/start", "{}").expect(200);
        one.delete("/v1/sprints/" + created.id()).expect(204);

        for (SocketClient client : List.of(all, other)) {
          await()
              .atMost(PATIENCE)
              .untilAsserted(() ->
                  assertThat(typesOf(client, created.id()))
                      .containsExactlyInAnyOrder(
                          "sprint_created", "team_updated", "sprint_started", "sprint_deleted"));
        }
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(typesOf(sprint, created.id())).contains("sprint_deleted"));
        assertThat(sprint.messages())
            .filteredOn(text -> text.contains("sprint_id"))
            .allSatisfy(text -> assertThat(text).contains(created.id()));
        assertSeedsForm(all, one, created.id());
        assertNoTopicOfInstances(kafka);
      }
    }
  }

  @Test
  void a_kafka_that_is_away_does_not_hold_up_the_start_and_the_event_stream_works() {
    TestApi.shared().get("/health").expect(200);
    long begin = System.nanoTime();
    try (TestApi api =
            TestApi.start(
                Map.of(
                    "SPRINTCAP_KAFKA_ENABLED", "true",
                    "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));
        SocketClient socket = SocketClient.connect(api.port(), "?channel=all");
        SseClient stream = SseClient.connect(api.port(), "", null)) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(KAFKA_GIVES_UP);

      api.post("/v1/sprints", Bodies.emptySprint(TestApi.newNumber())).expect(201);

      await().atMost(PATIENCE).until(() -> stream.messages().size() == 1);
      await().atMost(PATIENCE).until(() -> socket.messages().size() == 1);
    }
  }

  private static void assertSeedsForm(SocketClient client, TestApi api, String sprintId) {
    JsonNode team =
        JSON.readTree(
            client.messages().stream()
                .filter(text -> text.contains("team_updated"))
                .findFirst()
                .orElseThrow());
    assertThat(team.propertyNames()).containsExactly("type", "data");
    assertThat(team.at("/data/team_members/0/name").stringValue()).isEqualTo("Alice Johnson");
    assertThat(team.get("data"))
        .isEqualTo(
            api.events().of(sprintId).stream()
                .filter(event -> event.type().equals("team_member.updated"))
                .findFirst()
                .orElseThrow()
                .data());
  }

  /** An instance tells nothing of what happened before it had joined its group. */
  private static void awaitJoined(TestApi api, SocketClient... clients) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          api.post("/v1/sprints", Bodies.emptySprint(TestApi.newNumber())).expect(201);
          return Arrays.stream(clients)
              .allMatch(client ->
                  client.messages().stream().anyMatch(text -> text.contains("sprint_created")));
        });
  }

  private static void assertNoTopicOfInstances(EmbeddedKafka kafka)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .isNotEmpty()
          .noneMatch(name -> name.contains("dashboard-"));
    }
  }

  private static List<String> typesOf(SocketClient client, String sprintId) {
    return client.messages().stream()
        .filter(text -> text.contains(sprintId) && text.contains("sprint_id"))
        .map(text -> JSON.readTree(text).get("type").stringValue())
        .toList();
  }
}
