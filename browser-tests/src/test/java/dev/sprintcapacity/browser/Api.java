package dev.sprintcapacity.browser;

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

/** What others do meanwhile, by the API. */
final class Api {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ID = Pattern.compile("\"id\":\"(sprint-[^\"]+)\"");

  private final String origin;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  Api(String origin) {
    this.origin = origin;
  }

  /** A sprint of two weeks in December 2025 with Alice and Bob; gives its id. */
  String createSprint(String number) {
    return created(plan(number));
  }

  private String created(String plan) {
    HttpResponse<String> created = send("POST", "/v1/sprints", plan);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    Matcher id = ID.matcher(created.body());
    assertThat(id.find()).as(created.body()).isTrue();
    return id.group(1);
  }

  /** The same where both of them have an address; gives its id. */
  String createTeamSprint(String number) {
    return created(
        plan(number)
            .replace(
                "\"Developer\"}",
                "\"Developer\",\"email\":\"bob-%s@example.com\"}".formatted(number)));
  }

  /** Somebody else saves another confidence. */
  void changeConfidence(String id, int percent) {
    HttpResponse<String> changed =
        send("PATCH", "/v1/sprints/" + id, "{\"confidencePercentage\":%d}".formatted(percent));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
  }

  /** Somebody else takes it away. */
  void delete(String id) {
    HttpResponse<String> deleted = send("DELETE", "/v1/sprints/" + id, "");
    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
  }

  /** The document of a sprint as it is stored. */
  String sprint(String id) {
    return send("GET", "/v1/sprints/" + id, "").body();
  }

  private static String plan(String number) {
    return """
    {"sprintNumber":"%s","startDate":"2025-12-01","endDate":"2025-12-14",     "teamMembers":[{"name":"Alice Johnson","role":"Scrum Master","email":"alice-%s@example.com"},
                    {"name":"Bob Smith","role":"Developer"}],
     "holidays":[{"holidayDate":"2025-12-08","name":"Immaculate Conception"}]}
    """
        .formatted(number, number);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path)).timeout(PATIENCE);
    return exchange(
        body.isEmpty()
            ? request.method(method, HttpRequest.BodyPublishers.noBody()).build()
            : request
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request, e);
    }
  }
}
