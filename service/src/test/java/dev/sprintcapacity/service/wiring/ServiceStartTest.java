package dev.sprintcapacity.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.service.RunningService;
import dev.sprintcapacity.service.ServiceApplication;
import dev.sprintcapacity.service.StartException;
import dev.sprintcapacity.service.testing.TestApi;
import dev.sprintcapacity.service.testing.TestPostgres;
import dev.sprintcapacity.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a start says when it cannot succeed, and what it leaves behind: nothing. */
class ServiceStartTest {

  @Test
  void settings_that_are_wrong_are_refused_before_anything_starts() {
    assertThatThrownBy(() -> ServiceApplication.start(Map.of("SPRINTCAP_HTTP_PORT", "x")))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void a_database_that_does_not_answer_in_time_ends_the_start_with_one_line() throws IOException {
    int nobody = freePort();

    assertThatThrownBy(() ->
            start(
                "postgres://u:s3cret@127.0.0.1:%d/x".formatted(nobody),
                Map.of("SPRINTCAP_DATABASE_WAIT", "700ms")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("did not answer")
        .hasMessageContaining("127.0.0.1:" + nobody)
        .hasMessageContaining("DATABASE_URL")
        .hasMessageNotContaining("s3cret")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_database_that_does_not_exist_is_not_waited_for() {
    assertThatThrownBy(() ->
            start(
                TestPostgres.newDatabaseUrl() + "_missing",
                Map.of("SPRINTCAP_DATABASE_WAIT", "1h")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("_missing")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_database_that_may_lose_commits_is_refused() throws SQLException {
    String url = TestPostgres.newDatabaseUrl();
    String name = url.substring(url.lastIndexOf('/') + 1);
    try (Connection connection = TestPostgres.connection("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("alter database " + name + " set synchronous_commit = off");
    }

    assertThatThrownBy(() -> start(url, Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("synchronous_commit must be on");
  }

  @Test
  void a_busy_port_is_named_with_its_setting_and_nothing_stays_behind() throws IOException {
    String url = TestPostgres.newDatabaseUrl();
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(url, Map.of("SPRINTCAP_HTTP_PORT", "" + busy.getLocalPort())))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Port %d".formatted(busy.getLocalPort()))
          .hasMessageContaining("SPRINTCAP_HTTP_PORT");
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(sessionsOn(url.substring(url.lastIndexOf('/') + 1))).isZero());
  }

  @Test
  void a_service_can_be_started_again_on_what_it_left_and_closed_twice() {
    String url = TestPostgres.newDatabaseUrl();
    String place;
    try (TestApi first = TestApi.start(Map.of("DATABASE_URL", url))) {
      place =
          first
              .post(
                  "/v1/sprints",
                  "{\"sprintNumber\":\"25-01\",\"startDate\":\"2025-12-01\",\"endDate\":\"2025-12-02\"}")
              .expect(201)
              .header("Location");
    }
    TestApi second = TestApi.start(Map.of("DATABASE_URL", url));

    second.get(place).expect(200);

    second.close();
    second.service().close();
  }

  private static RunningService start(String url, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", url);
    environment.put("SPRINTCAP_HTTP_PORT", "0");
    environment.put("SPRINTCAP_KAFKA_ENABLED", "false");
    environment.putAll(more);
    return ServiceApplication.start(environment);
  }

  private static int sessionsOn(String database) throws SQLException {
    try (Connection connection = TestPostgres.connection("postgres");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = '%s'".formatted(database))) {
      row.next();
      return row.getInt(1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
