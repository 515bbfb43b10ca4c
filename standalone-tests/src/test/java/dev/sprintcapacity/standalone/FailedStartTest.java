package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.embedded.EmbeddedServerException;
import dev.sprintcapacity.service.StartException;
import dev.sprintcapacity.settings.SettingsException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part that cannot start, at each position: what is said, and that nothing stays behind. */
class FailedStartTest {

  private final int kafkaPort = Ports.free();

  @TempDir private Path folder;

  @AfterEach
  void nothing_is_left_running() {
    assertThat(Processes.children()).isEmpty();
    assertThat(Ports.isFree(kafkaPort)).as("port of Kafka").isTrue();
  }

  @Test
  void wrong_settings_are_refused_all_at_once_before_anything_starts() {
    Path data = folder.resolve("data");

    assertThatThrownBy(() ->
            start(
                Map.of(
                    "SPRINTCAP_DATA", data.toString(),
                    "SPRINTCAP_HTTP_PORT", "x",
                    "SPRINTCAP_KAFKA_PROT", "1")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SPRINTCAP_HTTP_PORT=x")
        .hasMessageContaining("did you mean SPRINTCAP_KAFKA_PORT?");
    assertThat(data).doesNotExist();
  }

  @Test
  void a_busy_kafka_port_is_named_with_its_setting_and_whoever_has_it_is_left_alone()
      throws IOException {
    try (ServerSocket busy = Ports.listening()) {
      assertThatThrownBy(() -> start(Map.of("SPRINTCAP_KAFKA_PORT", "" + busy.getLocalPort())))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("Port %d ".formatted(busy.getLocalPort()))
          .hasMessageContaining("SPRINTCAP_KAFKA_PORT");
      busy.setSoTimeout(1);
      assertThatThrownBy(busy::accept)
          .as("a connection of the service to the stranger on Kafka's port")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_postgresql_that_cannot_start_takes_the_started_kafka_down() throws IOException {
    Files.createFile(folder.resolve("postgres"));

    assertThatThrownBy(() -> start(Map.of()))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("PostgreSQL cannot be started on " + folder.resolve("postgres"));
  }

  @Test
  void a_busy_http_port_is_named_with_its_setting_and_the_next_start_succeeds() throws IOException {
    try (ServerSocket busy = Ports.listening()) {
      assertThatThrownBy(() -> start(Map.of("SPRINTCAP_HTTP_PORT", "" + busy.getLocalPort())))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("Port %d ".formatted(busy.getLocalPort()))
          .hasMessageContaining("SPRINTCAP_HTTP_PORT");
      nothing_is_left_running();
    }

    try (Standalone next = start(Map.of());
        ApiClient api = new ApiClient(next.httpPort())) {
      assertThat(api.createSprint("25-01")).startsWith("sprint-");
    }
  }

  private Standalone start(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRINTCAP_KAFKA_PORT", Integer.toString(kafkaPort));
    environment.putAll(more);
    Standalone standalone = new Standalone(TestEnvironment.onFreePorts(folder, environment));
    standalone.start();
    return standalone;
  }
}
