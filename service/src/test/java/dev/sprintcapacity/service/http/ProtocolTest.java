package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals of routes, methods, states and media types, and what every response carries. */
class ProtocolTest {

  private static final String SPRINTS = "/v1/sprints";

  private final TestApi api = TestApi.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/v1/sprint",
        "/v1/sprints/",
        "/v1/sprints//",
        "/v1/sprints/sprint-1/capacity/x",
        "/V1/sprints",
        "/v1/sprints.json",
        "/error",
        "/actuator",
        "/favicon.ico",
        "/docs/pom.xml",
        "/docs/..%2Fapplication.properties",
        "/WEB-INF/web.xml"
      })
  void an_unknown_route_is_not_found(String path) {
    TestResponse response = api.get(path);

    assertThat(response.status()).isIn(400, 404);
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sprint-unknown",
        "25-01",
        "sprint-",
        "%20",
        "sprint-%F0%9F%98%80",
        "sprint-1;x=y",
        "sprint-'or'1'='1"
      })
  void an_unknown_or_impossible_id_is_not_found_by_any_method(String id) {
    String path = SPRINTS + "/" + id;

    api.get(path).refused(404, "NOT_FOUND");
    api.get(path + "/capacity").refused(404, "NOT_FOUND");
    api.put(path, Bodies.emptySprint(TestApi.newNumber())).refused(404, "NOT_FOUND");
    api.patch(path, "{}").refused(404, "NOT_FOUND");
    api.delete(path).refused(404, "NOT_FOUND");
    api.send("POST", path + "/start", null).refused(404, "NOT_FOUND");
    api.send("POST", path + "/complete", null).refused(404, "NOT_FOUND");
  }

  @Test
  void a_very_long_id_is_not_found() {
    api.get(SPRINTS + "/sprint-" + "x".repeat(5_000)).refused(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/v1/sprints|GET, HEAD, POST",
        "DELETE|/v1/sprints|GET, HEAD, POST",
        "POST|/v1/sprints/sprint-1|DELETE, GET, HEAD, PATCH, PUT",
        "GET|/v1/sprints/sprint-1/start|POST",
        "POST|/v1/sprints/sprint-1/capacity|GET, HEAD",
        "POST|/health|GET, HEAD",
        "DELETE|/metrics|GET, HEAD",
        "BREW|/v1/sprints|GET, HEAD, POST"
      })
  void another_method_is_refused_with_those_that_are_taken(
      String method, String path, String allowed) {
    TestResponse refused = api.send(method, path, null).refused(405, "METHOD_NOT_ALLOWED");

    assertThat(refused.header("Allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/sprints, application/xml",
    "/v1/sprints, text/html",
    "/v1/sprints, not-a-type",
    "/openapi.json, text/html",
    "/health, image/png",
    "/docs, application/json"
  })
  void a_media_type_that_is_not_offered_is_refused(String path, String accept) {
    api.get(path, "Accept", accept).refused(406, "NOT_ACCEPTABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "*/*",
        "application/*",
        "text/html, */*;q=0.1",
        "application/json;q=0.2"
      })
  void a_media_type_that_includes_ours_is_served(String accept) {
    assertThat(api.get("/v1/sprints?limit=1", "Accept", accept).expect(200).header("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void nothing_is_written_where_the_answer_could_not_be_read() {
    String number = TestApi.newNumber();

    api.post(SPRINTS, Bodies.emptySprint(number), "Accept", "text/html")
        .refused(406, "NOT_ACCEPTABLE");
    api.post(SPRINTS, Bodies.emptySprint(number)).expect(201);
  }

  @Test
  void head_is_get_without_the_body() {
    TestResponse created = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);

    TestResponse head = api.send("HEAD", created.header("Location"), null).expect(200);

    assertThat(head.body()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void options_names_the_methods() {
    assertThat(api.send("OPTIONS", SPRINTS, null).header("Allow")).contains("GET", "POST");
  }

  @Test
  void a_taken_number_is_refused_on_creation_and_on_change() {
    String taken = TestApi.newNumber();
    api.post(SPRINTS, Bodies.emptySprint(taken)).expect(201);
    TestResponse other = api.post(SPRINTS, Bodies.goldenSprint(TestApi.newNumber())).expect(201);

    api.post(SPRINTS, Bodies.emptySprint(taken)).refused(409, "DUPLICATE_SPRINT_NUMBER");
    api.put(other.header("Location"), Bodies.goldenSprint(taken))
        .refused(409, "DUPLICATE_SPRINT_NUMBER");
    TestResponse refused =
        api.patch(other.header("Location"), "{\"sprintNumber\":\"%s\"}".formatted(taken))
            .refused(409, "DUPLICATE_SPRINT_NUMBER");

    assertThat(refused.text("/detail")).contains(taken);
    assertThat(api.get(other.header("Location")).body()).isEqualTo(other.body());
    assertThat(api.events().of(other.id())).hasSize(2);
  }

  @Test
  void each_state_refuses_what_it_does_not_allow() {
    String place =
        api.post(SPRINTS, Bodies.emptySprint(TestApi.newNumber())).expect(201).header("Location");

    api.send("POST", place + "/complete", null).refused(409, "SPRINT_NOT_ACTIVE");
    api.send("POST", place + "/start", null).expect(200);
    api.send("POST", place + "/start", null).refused(409, "SPRINT_NOT_PLANNED");
    api.send("POST", place + "/complete", null).expect(200);
    api.send("POST", place + "/start", null).refused(409, "SPRINT_NOT_PLANNED");
    api.send("POST", place + "/complete", null).refused(409, "SPRINT_NOT_ACTIVE");
    TestResponse over = api.get(place).expect(200);
    api.put(place, over.body()).refused(409, "SPRINT_COMPLETED");
    api.patch(place, "{\"confidencePercentage\":1}").refused(409, "SPRINT_COMPLETED");

    assertThat(api.events().typesOf(over.id()))
        .containsExactly("sprint.created", "sprint.started", "sprint.completed");
    api.delete(place).expect(204);
  }

  @Test
  void a_request_id_is_repeated_where_it_is_fit_and_made_where_not() {
    assertThat(api.get("/health", "X-Request-ID", "order:42/a.b").header("X-Request-ID"))
        .isEqualTo("order:42/a.b");
    for (String unfit : new String[] {"a b", "<script>", "x".repeat(129), ""}) {
      assertThat(api.get("/health", "X-Request-ID", unfit).header("X-Request-ID"))
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}");
    }
  }

  @Test
  void an_error_tells_type_title_status_detail_instance_code_and_request() {
    TestResponse refused = api.get(SPRINTS + "/sprint-x", "X-Request-ID", "my-request").expect(404);

    assertThat(refused.json().propertyNames())
        .containsExactly("type", "title", "status", "detail", "instance", "code", "requestId");
    assertThat(refused.text("/type")).isEqualTo("https://sprintcapacity.dev/problems/not-found");
    assertThat(refused.json().get("status").intValue()).isEqualTo(404);
    assertThat(refused.text("/instance")).isEqualTo(SPRINTS + "/sprint-x");
    assertThat(refused.text("/requestId")).isEqualTo("my-request");
  }

  @Test
  void no_response_names_the_server() {
    for (TestResponse response :
        new TestResponse[] {api.get("/health"), api.get("/nowhere"), api.post(SPRINTS, "{")}) {
      assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by");
      assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }
}
