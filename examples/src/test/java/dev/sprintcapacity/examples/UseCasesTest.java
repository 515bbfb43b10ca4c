package dev.sprintcapacity.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The use cases of the founding document, as their examples in Node.js do them. */
class UseCasesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String TEAM =
      """
      [{"name": "Alice Johnson", "role": "Developer", "email": "alice@example.com"},
       {"name": "Bob Smith", "role": "Tester"}]\
      """;

  @TempDir private static Path data;
  private static Product product;

  @TempDir private Path folder;
  private Workplace workplace;

  @BeforeAll
  static void start() {
    product = Product.start(data);
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @BeforeEach
  void bringKafkajs() {
    workplace = Workplace.in(folder);
    Clients.requireNodeExample(workplace.nodeExample());
  }

  @Test
  void each_use_case_has_an_example_that_is_run_here() {
    assertThat(Workplace.useCases())
        .containsExactly("analytics.js", "dashboard.js", "email.js", "jira.js");
  }

  @Test
  void members_with_an_address_are_welcomed() throws IOException {
    String id = product.createSprint("25-11", TEAM);

    String printed =
        printedBy("email.js", Map.of(), "\"subject\":\"Welcome to Sprint 25-11!\"", () -> {});

    assertThat(printed.lines().filter(line -> line.contains("25-11")))
        .as(id)
        .containsExactly(
            "{\"to\":\"alice@example.com\",\"subject\":\"Welcome to Sprint 25-11!\","
                + "\"body\":\"Hi Alice Johnson, you've been added to Sprint 25-11\"}");
  }

  @Test
  void a_sprint_is_a_row_and_stays_one_when_the_example_is_started_again() throws IOException {
    String id = product.createSprint("25-12", TEAM);
    Path rows = folder.resolve("rows");
    Map<String, String> environment = Map.of("ANALYTICS_FILE", rows.toString());

    printedBy("analytics.js", environment, id, () -> {});
    String another = product.createSprint("25-13", TEAM);
    Map<String, String> again = new HashMap<>(environment);
    again.put("KAFKA_CONSUMER_GROUP", "once-more-from-the-beginning");
    printedBy("analytics.js", again, another, () -> {});

    assertThat(Files.readString(rows).lines().filter(line -> line.contains(id)))
        .singleElement()
        .asString()
        .contains("\"name\":\"Sprint 25-12\"", "\"team_size\":2");
  }

  @Test
  void a_change_of_the_team_is_pushed_to_those_who_watch_the_sprint() throws IOException {
    String id = product.createSprint("25-14", TEAM);

    String printed =
        printedBy(
            "dashboard.js",
            Map.of(),
            id,
            () ->
                product.changeTeam(id, "[{\"name\": \"Alice Johnson\", \"role\": \"Developer\"}]"));

    assertThat(printed)
        .contains(
            "{\"channel\":\"sprint-%s\",\"message\":{\"type\":\"team_updated\"".formatted(id));
  }

  @Test
  void a_sprint_is_made_in_jira_and_its_number_there_is_kept() throws IOException {
    List<String> requests = new CopyOnWriteArrayList<>();
    HttpServer jira =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    jira.createContext(
        "/rest/agile/1.0/sprint",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] answer = "{\"id\":4711,\"state\":\"future\"}".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    jira.start();
    try {
      String id = product.createSprint("25-15", TEAM);

      String printed =
          printedBy(
              "jira.js",
              Map.of(
                  "JIRA_URL", "http://127.0.0.1:" + jira.getAddress().getPort(),
                  "JIRA_USER", "scrum@example.com",
                  "JIRA_TOKEN", "of-the-test",
                  "JIRA_BOARD_ID", "7"),
              id,
              () -> {});

      assertThat(printed).contains(id + " is sprint 4711 in Jira");
      assertThat(requests.stream().filter(request -> request.contains("Sprint 25-15")))
          .singleElement()
          .asString()
          .startsWith("POST {")
          .contains("\"originBoardId\":7", "\"startDate\":\"2025-11-27T12:00:00.000+00:00\"");
    } finally {
      jira.stop(0);
    }
  }

  /** Runs an example until it has printed a text; what it printed. */
  private String printedBy(
      String example, Map<String, String> more, String text, Runnable onceItFetches)
      throws IOException {
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    Map<String, String> environment = new HashMap<>(workplace.environment(product));
    environment.putAll(more);
    Files.deleteIfExists(workplace.fetchingFile());
    ProcessBuilder builder =
        new ProcessBuilder("node", "use-cases/" + example)
            .directory(workplace.nodeExample().toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    Surroundings.put(builder.environment(), environment);
    Process node = builder.start();
    try {
      await(example + " fetches")
          .atMost(PATIENCE)
          .until(() -> Files.exists(workplace.fetchingFile()) || !node.isAlive());
      onceItFetches.run();
      await(text)
          .atMost(PATIENCE)
          .until(() -> Repository.read(printed).contains(text) || !node.isAlive());
      assertThat(Repository.read(printed)).as(example).contains(text);
      return Repository.read(printed);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s printed no %s:%n%s".formatted(example, text, Repository.read(printed)), e);
    } finally {
      node.destroyForcibly();
    }
  }
}
