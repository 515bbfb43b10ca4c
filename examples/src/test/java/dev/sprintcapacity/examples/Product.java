package dev.sprintcapacity.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.standalone.Standalone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole product on free ports, publishing. */
final class Product implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("\"id\":\"(sprint-[^\"]+)\"");

  private final Standalone standalone;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private Product(Standalone standalone) {
    this.standalone = standalone;
  }

  /** Starts it with its data in the folder, and returns when what is written is published. */
  static Product start(Path folder) {
    Standalone standalone =
        new Standalone(
            Map.of(
                "SPRINTCAP_DATA", folder.toString(),
                "SPRINTCAP_HTTP_PORT", "0",
                "SPRINTCAP_KAFKA_PORT", "0"));
    standalone.start();
    Product product = new Product(standalone);
    await("publication")
        .atMost(PATIENCE)
        .until(
            () -> product.send(product.request("/health/detailed").build()).body(),
            health -> health.contains("\"publication\":{\"status\":\"ACTIVE\""));
    return product;
  }

  int httpPort() {
    return standalone.httpPort();
  }

  int kafkaPort() {
    String servers = standalone.bootstrapServers();
    return Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
  }

  String bootstrapServers() {
    return standalone.bootstrapServers();
  }

  /** Creates a sprint of two weeks with a team of two, and gives its id. */
  String createSprint(String number) {
    return createSprint(
        number,
        """
        [{"name": "Alice Johnson", "role": "Developer"}, {"name": "Bob Smith", "role": "Tester"}]\
        """);
  }

  /** Creates a sprint of two weeks with this team, and gives its id. */
  String createSprint(String number, String team) {
    HttpResponse<String> created =
        send(
            request("/v1/sprints")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"sprintNumber": "%s", "startDate": "2025-11-27", "endDate": "2025-12-10",
                         "confidencePercentage": 90, "teamMembers": %s}
                        """
                            .formatted(number, team)))
                .build());
    Matcher id = ID.matcher(created.body());
    assertThat(id.find()).as(created.body()).isTrue();
    return id.group(1);
  }

  /** Gives a sprint another team. */
  void changeTeam(String id, String team) {
    HttpResponse<String> changed =
        send(
            request("/v1/sprints/" + id)
                .header("Content-Type", "application/merge-patch+json")
                .method(
                    "PATCH",
                    HttpRequest.BodyPublishers.ofString("{\"teamMembers\": %s}".formatted(team)))
                .build());
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort() + path))
        .timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request, e);
    }
  }

  @Override
  public void close() {
    client.close();
    standalone.close();
  }
}
