package dev.sprintcapacity.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.testing.ServeProcess;
import dev.sprintcapacity.service.testing.TestPostgres;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command as an operator meets it: lines and exit statuses. */
class ServeTest {

  /** What a process ends with that was asked to end: 128 and the number of SIGTERM. */
  private static final int TERMINATED = 143;

  @Test
  void says_when_it_is_ready_and_stops_when_told() {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", TestPostgres.newDatabaseUrl(),
            "SPRINTCAP_HTTP_PORT", "0",
            "SPRINTCAP_KAFKA_ENABLED", "false");
    try (ServeProcess serve = ServeProcess.start(environment)) {
      String ready = serve.lineWith("ready");
      assertThat(ready)
          .containsPattern("Sprint Capacity ready on http://127\\.0\\.0\\.1:\\d+ in \\d+\\.\\d s$");

      serve.terminate();

      serve.lineWith("Stopping; running requests get 10 s");
      serve.lineWith("Stopped");
      assertThat(serve.exitStatus()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void wrong_settings_are_listed_and_nothing_else_is_printed() {
    try (ServeProcess serve =
        ServeProcess.start(Map.of("SPRINTCAP_HTTP_PORT", "x", "SPRINTCAP_HTTP_PROT", "1"))) {
      assertThat(serve.exitStatus()).isEqualTo(1);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() ->
              assertThat(serve.remainingLines())
                  .containsExactly(
                      "sprintcap: The settings have 3 problem(s):",
                      "- SPRINTCAP_HTTP_PORT=x: expected a whole number from 0 to 65535",
                      "- DATABASE_URL is missing: expected postgres://user:password@host:port/database, or jdbc:postgresql://host:port/database",
                      "- SPRINTCAP_HTTP_PROT is not a setting; did you mean SPRINTCAP_HTTP_PORT?"));
    }
  }

  @Test
  void an_absent_database_is_one_line_without_a_stack_trace() {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", "postgres://u:p@127.0.0.1:1/x",
            "SPRINTCAP_DATABASE_WAIT", "1s");
    try (ServeProcess serve = ServeProcess.start(environment)) {
      assertThat(serve.exitStatus()).isEqualTo(1);
      serve.lineWith("Waiting for PostgreSQL at postgresql://127.0.0.1:1/x as u");
      assertThat(serve.lineWith("sprintcap:")).contains("did not answer within 1 s");
      assertThat(serve.remainingLines()).isEmpty();
    }
  }

  @Test
  void help_lists_the_settings() {
    try (ServeProcess serve = ServeProcess.start(Map.of(), "--help")) {
      assertThat(serve.exitStatus()).isZero();
      serve.lineWith("SPRINTCAP_HTTP_PORT");
    }
    try (ServeProcess serve = ServeProcess.start(Map.of(), "--port=1")) {
      assertThat(serve.exitStatus()).isEqualTo(2);
    }
  }
}
