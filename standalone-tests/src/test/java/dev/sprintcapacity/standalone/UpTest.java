package dev.sprintcapacity.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person at a terminal meets it. */
class UpTest {

  /** What a process ends with that was asked to end: 128 and the number of SIGTERM. */
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @Test
  void it_listens_on_loopback_alone_and_ends_with_everything_it_started() {
    assumeThat(Path.of("/proc/net/tcp")).as("sockets of processes are told by /proc").exists();
    try (UpProcess up = UpProcess.start(folder, onFreePorts(Map.of())).awaitGreeting()) {
      List<ProcessHandle> tree = up.tree();
      List<ListeningSocket> sockets = ListeningSocket.of(tree);

      // HTTP, Kafka's clients, Kafka's controller, PostgreSQL
      assertThat(sockets)
          .hasSizeGreaterThanOrEqualTo(4)
          .allMatch(socket -> socket.address().isLoopbackAddress())
          .extracting(ListeningSocket::port)
          .contains(up.httpPort(), Ports.of(up.bootstrapServers()));

      assertThat(up.terminate()).isEqualTo(TERMINATED);

      assertThat(tree).noneMatch(ProcessHandle::isAlive);
      assertThat(sockets).allMatch(socket -> Ports.isFree(socket.port()));
      assertThat(up.err()).doesNotContain("\tat ");
    }
  }

  @Test
  void asked_to_end_while_it_starts_it_leaves_nothing_and_the_next_start_succeeds() {
    Map<String, String> environment = onFreePorts(Map.of());
    try (UpProcess up = UpProcess.start(folder, environment)) {
      await("the first server's process")
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> up.tree().size() > 1);

      assertThat(up.terminate()).isEqualTo(TERMINATED);

      assertThat(up.out()).doesNotContain("is up");
      assertThat(up.err()).doesNotContain("\tat ");
      assertThat(ProcessHandle.allProcesses())
          .noneMatch(each -> each.info().commandLine().orElse("").contains(folder.toString()));
    }
    try (UpProcess again = UpProcess.start(folder, environment).awaitGreeting()) {
      assertThat(again.terminate()).isEqualTo(TERMINATED);
    }
  }

  @Test
  void a_busy_port_is_one_line_without_a_stack_trace() throws IOException {
    try (ServerSocket busy = Ports.listening();
        UpProcess up =
            UpProcess.start(
                folder, onFreePorts(Map.of("SPRINTCAP_KAFKA_PORT", "" + busy.getLocalPort())))) {
      assertThat(up.exitStatus()).isEqualTo(1);
      assertThat(up.err().lines())
          .singleElement()
          .asString()
          .startsWith("sprintcap: Port " + busy.getLocalPort())
          .contains("SPRINTCAP_KAFKA_PORT");
      assertThat(up.out()).isEmpty();
    }
  }

  @Test
  void settings_that_nobody_knows_are_refused_with_the_nearest_name() {
    try (UpProcess up = UpProcess.start(folder, onFreePorts(Map.of("SPRINTCAP_HTTP_PROT", "1")))) {
      assertThat(up.exitStatus()).isEqualTo(1);
      assertThat(up.err())
          .startsWith("sprintcap: ")
          .contains("SPRINTCAP_HTTP_PROT is not a setting; did you mean SPRINTCAP_HTTP_PORT?");
    }
  }

  @Test
  void an_argument_is_refused_because_the_environment_configures_it() {
    try (UpProcess up = UpProcess.start(folder, onFreePorts(Map.of()), "--port=1")) {
      assertThat(up.exitStatus()).isEqualTo(1);
      assertThat(up.err())
          .isEqualTo(
              "sprintcap: unknown argument '--port=1': up is configured by environment variables\n");
    }
  }

  private Map<String, String> onFreePorts(Map<String, String> more) {
    return TestEnvironment.onFreePorts(folder.resolve("data"), more);
  }
}
