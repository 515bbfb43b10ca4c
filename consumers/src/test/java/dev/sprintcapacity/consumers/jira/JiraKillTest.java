package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.consumers.jira.stub.StubJira;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.testkit.SprintStory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The consumer's process is killed while Jira answers it, under load. */
class JiraKillTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int SPRINTS = 12;

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  private final AtomicReference<Process> member = new AtomicReference<>();
  private final AtomicInteger kills = new AtomicInteger();

  @Test
  void processes_killed_between_a_call_and_its_answer_miss_nothing_and_do_nothing_twice()
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    try (StubJira jira = StubJira.start(Rig.HEADER);
        JiraBroker broker = JiraBroker.start()) {
      Fault kill = new Fault.DoneAnd(this::kill);
      Fault none = new Fault.None();
      jira.next(Call.CREATE, none, none, kill, none, kill);
      jira.next(Call.CHANGE, none, kill);
      List<Event> events = new ArrayList<>();
      for (int i = 1; i <= SPRINTS; i++) {
        events.addAll(SprintStory.of("sprint-" + i).created().started().completed().events());
      }
      broker.publish(events);

      try {
        await()
            .atMost(PATIENCE)
            .until(() -> {
              keepRunning(jira, broker);
              return jira.sprints().size() >= SPRINTS
                  && jira.sprints().stream().allMatch(one -> one.state().equals("closed"))
                  && DATABASE.number(
                          "select count(*) from sprint_mapping where applied_sequence = 3")
                      == SPRINTS;
            });
      } finally {
        kill();
      }

      assertThat(kills).hasValueGreaterThanOrEqualTo(4);
      assertThat(jira.sprints())
          .extracting(StubSprint::goal)
          .hasSize(SPRINTS)
          .doesNotHaveDuplicates();
      assertThat(jira.count(Call.CREATE)).isEqualTo(SPRINTS);
      assertThat(jira.count(Call.CHANGE)).isEqualTo(2 * SPRINTS);
      assertThat(jira.violations()).isEmpty();
    }
  }

  private void kill() {
    Process process = member.get();
    if (process != null) {
      process.destroyForcibly();
      try {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      kills.incrementAndGet();
    }
  }

  private void keepRunning(StubJira jira, JiraBroker broker) {
    Process process = member.get();
    if (process != null && process.isAlive()) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                JiraProcessMain.class.getName(),
                DATABASE.url())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(
            Map.of(
                "JIRA_URL",
                jira.url(),
                "JIRA_BOARD_ID",
                Long.toString(StubJira.BOARD),
                "JIRA_TOKEN",
                Rig.TOKEN,
                "JIRA_ALLOW_PRIVATE_ADDRESS",
                "true",
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.servers(),
                // a restarted member keeps its partitions instead of waiting for its own end
                "KAFKA_GROUP_INSTANCE_ID",
                "the-one"));
    try {
      member.set(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a member", e);
    }
  }
}
