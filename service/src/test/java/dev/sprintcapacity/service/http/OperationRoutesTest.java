package dev.sprintcapacity.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.service.testing.Bodies;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Health, metrics and documents. */
class OperationRoutesTest {

  private final TestApi api = TestApi.shared();

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
  void a_healthy_service_says_so_in_one_word(String path) {
    TestResponse response = api.get(path).expect(200);

    assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void the_detailed_report_names_the_parts_and_no_secret() {
    TestResponse response = api.get("/health/detailed").expect(200);

    assertThat(response.text("/components/database/status")).isEqualTo("UP");
    assertThat(response.text("/components/database/serverVersion")).startsWith("18");
    assertThat(response.text("/components/publication/status")).isEqualTo("DISABLED");
    String password = api.databaseUrl().replaceAll(".*:([^@]+)@.*", "$1");
    assertThat(password).isNotEqualTo(api.databaseUrl());
    assertThat(response.body()).doesNotContain(password, "postgres://", "jdbc:");
  }

  @Test
  void metrics_count_requests_by_route_and_never_by_id() {
    String place =
        api.post("/v1/sprints", Bodies.emptySprint(TestApi.newNumber()))
            .expect(201)
            .header("Location");
    api.get(place).expect(200);
    api.get("/nowhere/at/all").expect(404);
    api.send("BREW", "/v1/sprints", null).expect(405);

    TestResponse metrics = api.get("/metrics").expect(200);

    assertThat(metrics.header("Content-Type")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains(
            "http_server_requests_seconds_count{method=\"GET\",status=\"200\",uri=\"/v1/sprints/{sprintId}\"}",
            "http_server_requests_seconds_bucket{method=\"POST\",status=\"201\",uri=\"/v1/sprints\",le=\"0.005\"}",
            "http_server_requests_seconds_count{method=\"GET\",status=\"404\",uri=\"none\"}",
            "method=\"other\"",
            "jvm_memory_used_bytes",
            "process_uptime_seconds",
            "hikaricp_connections_active")
        .doesNotContain("BREW", "nowhere", place);
  }

  @Test
  void metrics_tell_about_the_relay_with_units_in_their_names() {
    assertThat(api.get("/metrics").expect(200).body())
        .contains(
            "sprintcap_relay_published_events_total",
            "sprintcap_relay_oldest_unpublished_age_seconds",
            "sprintcap_relay_status{status=\"disabled\"} 1.0",
            "sprintcap_relay_alarms 0.0");
  }

  @Test
  void the_description_is_served() {
    TestResponse response = api.get("/openapi.json").expect(200);

    assertThat(response.text("/openapi")).isEqualTo("3.1.1");
    assertThat(response.json().at("/paths").size()).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, text/html",
    "/docs/docs.js, text/javascript",
    "/docs/swagger-ui.css, text/css",
    "/docs/swagger-ui-bundle.js, text/javascript",
    "/docs/favicon-32x32.png, image/png"
  })
  void the_page_and_all_its_files_come_from_here(String path, String mediaType) {
    TestResponse response = api.get(path).expect(200);

    assertThat(response.header("Content-Type")).startsWith(mediaType);
    assertThat(response.body()).isNotEmpty();
  }

  @Test
  void the_page_refers_to_nothing_outside() {
    TestResponse page = api.get("/docs").expect(200);

    assertThat(page.body() + api.get("/docs/docs.js").body())
        .doesNotContain("http://", "https://", "//cdn");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'");
  }
}
