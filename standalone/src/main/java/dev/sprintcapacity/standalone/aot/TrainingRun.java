package dev.sprintcapacity.standalone.aot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.standalone.Standalone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the whole product once, on free ports and an empty folder, and uses it as people do. The JVM
 * that runs it keeps what it learned: see {@link AotCache}. One run, one thread.
 */
public final class TrainingRun {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration REACTION_WITHIN = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Pattern ID = Pattern.compile("\"id\":\"(sprint-[^\"]+)\"");

  private static final String SPRINT =
      """
      {"sprintNumber": "25-01", "startDate": "2025-11-27", "endDate": "2025-12-10",
       "confidencePercentage": 90, "teamMembers": [
         {"name": "Alice Johnson", "role": "Developer", "email": "alice@example.com"},
         {"name": "Bob Smith", "role": "Tester",
          "vacations": [{"startDate": "2025-12-01", "endDate": "2025-12-03"}]}]}\
      """;

  private static final List<String> PAGES =
      List.of("/", "/v1/sprints", "/events", "/charts", "/consumers", "/docs", "/health/detailed");

  private final HttpClient client;
  private final String origin;

  private TrainingRun(HttpClient client, int port) {
    this.client = client;
    this.origin = "http://localhost:" + port;
  }

  /**
   * Runs it; the process ends when everything has stopped.
   *
   * @param arguments one: the folder of the data, which whoever gave it removes
   * @throws IOException if the product does not answer
   * @throws InterruptedException never in practice: nothing interrupts the main thread
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      throw new TrainingException("Usage: TrainingRun <folder for the data>");
    }
    Map<String, String> environment =
        Map.of(
            "SPRINTCAP_DATA",
            Path.of(arguments[0]).toString(),
            "SPRINTCAP_HTTP_PORT",
            "0",
            "SPRINTCAP_KAFKA_PORT",
            "0");
    try (Standalone product = new Standalone(environment);
        HttpClient client = HttpClient.newHttpClient()) {
      // Ctrl-C: PostgreSQL is a process of its own and would stay
      Runtime.getRuntime().addShutdownHook(new Thread(product::close, "training-stop"));
      product.start();
      new TrainingRun(client, product.httpPort()).use();
    }
    // threads of libraries may be left
    System.exit(0);
  }

  private void use() throws IOException, InterruptedException {
    Matcher id = ID.matcher(send("POST", "/v1/sprints", BodyPublishers.ofString(SPRINT)));
    if (!id.find()) {
      throw new TrainingException("a created sprint has no id");
    }
    String sprint = "/v1/sprints/" + id.group(1);
    for (String page : PAGES) {
      get(page);
    }
    get(sprint);
    get(sprint + "/capacity");
    get("/sprints/" + id.group(1));
    send("POST", sprint + "/start", BodyPublishers.noBody());
    awaitPart("/mailbox", "25-01");
    awaitPart("/v1/analytics/sprints", id.group(1));
  }

  /** What consumers do comes some time later. */
  private void awaitPart(String path, String part) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!get(path).contains(part)) {
      if (System.nanoTime() - begin > REACTION_WITHIN.toNanos()) {
        throw new TrainingException("%s has no %s after %s".formatted(path, part, REACTION_WITHIN));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  private String send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(UTF_8));
    if (answer.statusCode() >= 400) {
      throw new TrainingException(
          "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }
}
