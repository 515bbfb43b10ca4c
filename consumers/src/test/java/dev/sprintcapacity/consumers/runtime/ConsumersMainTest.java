package dev.sprintcapacity.consumers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as an orchestrator meets it. */
class ConsumersMainTest {

  /** What a process ends with that was asked to end: 128 and the number of SIGTERM. */
  private static final int TERMINATED = 143;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Variables of this JVM that would configure the child behind the test's back. */
  private static final List<String> FOREIGN =
      List.of("SPRINTCAP_", "KAFKA_", "DATABASE_URL", "SMTP_", "JIRA_");

  @TempDir private Path folder;

  @Test
  void it_says_what_it_takes() throws IOException, InterruptedException {
    Process help = start(Map.of(), "--help");

    assertThat(exitOf(help)).isZero();
    assertThat(out())
        .startsWith("Usage: sprintcap consumers [--rebuild] [NAME...]")
        .contains("SPRINTCAP_CONSUMERS", "DATABASE_URL", "SMTP_HOST", "JIRA_URL", "KAFKA_*");
  }

  @Test
  void all_that_is_wrong_is_told_at_once_and_nothing_is_started()
      throws IOException, InterruptedException {
    Process wrong = start(Map.of("SMTP_HSOT", "mail.example.com"), "email", "jira");

    assertThat(exitOf(wrong)).isEqualTo(1);
    assertThat(err())
        .contains("DATABASE_URL is missing")
        .contains("jira needs JIRA_URL")
        .contains("did you mean SMTP_HOST?")
        .doesNotContain("\tat ");
  }

  @Test
  void a_name_that_nobody_has_and_no_name_at_all_are_not_understood()
      throws IOException, InterruptedException {
    assertThat(exitOf(start(Map.of(), "emial"))).isEqualTo(2);
    assertThat(err()).endsWith("no consumer called 'emial', but [email, analytics, jira]\n");
    assertThat(exitOf(start(Map.of("SPRINTCAP_CONSUMERS", "none")))).isEqualTo(2);
    assertThat(err()).contains("there is nothing to run");
    assertThat(exitOf(start(Map.of(), "--rebuild", "email", "analytics"))).isEqualTo(2);
    assertThat(err()).endsWith("--rebuild is for analytics alone: consumers --rebuild analytics\n");
  }

  @Test
  void analytics_is_rebuilt_where_no_other_of_its_group_runs()
      throws IOException, InterruptedException {
    try (Servers servers = Servers.start(folder)) {
      Process first = start(servers.environment(), "--rebuild", "analytics");
      await()
          .atMost(PATIENCE)
          .until(() -> out().contains("consuming: analytics") || !first.isAlive());
      assertThat(out())
          .contains("sprintcap: analytics is empty now and reads all events again\n")
          .contains("consuming: analytics");

      Process second = start(servers.environment(), "--rebuild", "analytics");

      assertThat(exitOf(second)).isEqualTo(1);
      assertThat(err()).contains("Analytics was not rebuilt", "analytics-processor has members");
      assertThat(first.isAlive()).as("whether the first one still runs").isTrue();
      first.toHandle().destroy();
      assertThat(exitOf(first)).isEqualTo(TERMINATED);
    }
  }

  @Test
  void asked_to_end_it_ends_in_order() throws IOException, InterruptedException {
    try (Servers servers = Servers.start(folder)) {
      Process analytics = start(servers.environment(), "analytics");
      await()
          .atMost(PATIENCE)
          .until(() -> out().contains("consuming: analytics") || !analytics.isAlive());

      analytics.toHandle().destroy();

      assertThat(exitOf(analytics)).isEqualTo(TERMINATED);
      assertThat(out()).endsWith("sprintcap: consumers ended\n");
      assertThat(err()).isEmpty();
    }
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                ConsumersMain.class.getName()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
    builder.environment().putAll(new HashMap<>(environment));
    return builder.start();
  }

  private static int exitOf(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
