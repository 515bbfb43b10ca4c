package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plans sprints over HTTP and looks at them. */
final class ApiClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ID = Pattern.compile("\"id\":\"(sprint-[^\"]+)\"");

  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  ApiClient(int port) {
    this.port = port;
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
                         "teamMembers": %s}
                        """
                            .formatted(number, team)))
                .build());
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    Matcher id = ID.matcher(created.body());
    assertThat(id.find()).as(created.body()).isTrue();
    return id.group(1);
  }

  /** The document of a sprint that must be there. */
  String sprint(String id) {
    HttpResponse<String> found = send(request("/v1/sprints/" + id).build());
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    return found.body();
  }

  /** What a path answers, whatever it is. */
  String get(String path) {
    return send(request(path).build()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
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
  }
}
