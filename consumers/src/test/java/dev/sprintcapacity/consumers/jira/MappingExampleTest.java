package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.StubJira;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.SampleEvents;
import dev.sprintcapacity.testkit.SprintStory;
import dev.sprintcapacity.testkit.TestConsumer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the documentation on use cases. */
class MappingExampleTest {

  private static final Path ROOT =
      Path.of(System.getProperty("sprintcap.root", "..")).toAbsolutePath().normalize();

  /** Whatever calls Jira. */
  private interface Jira {
    long createSprint(String name, LocalDate start, LocalDate end);
  }

  private static final class JiraMapping {
    private final Jira jira;
    private final Map<String, Long> mapping;

    JiraMapping(Jira jira, Map<String, Long> mapping) {
      this.jira = jira;
      this.mapping = mapping;
    }

    void register(KafkaEventConsumer consumer) {
      consumer.on(SprintCreated.class, this::createSprint);
    }

    private void createSprint(SprintCreated event) {
      SprintFacts sprint = event.facts();
      long jiraId = jira.createSprint(sprint.sprintName(), sprint.startDate(), sprint.endDate());
      mapping.put(sprint.sprintId(), jiraId);
    }
  }

  @Test
  void the_founding_documents_mapping_is_made() {
    Map<String, Long> mapping = new HashMap<>();
    JiraMapping example = new JiraMapping((name, start, end) -> name.length(), mapping);
    TestConsumer consumer =
        TestConsumer.of(KafkaEventConsumer.builder().topics("sprint.lifecycle").groupId("sync"))
            .registerWith(example::register);

    consumer.deliver(SprintStory.wholeLife("sprint-1")).runUntilDone();

    assertThat(mapping)
        .isEqualTo(Map.of("sprint-1", (long) SampleEvents.nameOf("sprint-1").length()));
  }

  @Test
  void the_documentation_shows_what_is_tested() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/use-cases/jira.md"));
    String shown =
        page.substring(
            page.indexOf("```java\n") + "```java\n".length(),
            page.indexOf("```", page.indexOf("```java\n") + 3));
    String source =
        Files.readString(
            ROOT.resolve(
                "consumers/src/test/java/dev/sprintcapacity/consumers/jira/MappingExampleTest.java"));

    assertThat(shown).contains("jira.createSprint(");
    assertThat(source.indent(-4)).contains(shown);
  }

  @Test
  void the_javascript_example_makes_the_sprint_and_the_mapping(@TempDir Path folder)
      throws IOException, InterruptedException {
    boolean node =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "node")));
    if ("true".equalsIgnoreCase(System.getenv("TEST_REQUIRE_CLIENTS"))) {
      assertThat(node).as("node is not installed").isTrue();
    }
    assumeThat(node).as("node is not installed").isTrue();
    byte[] event =
        EventRecords.of(SprintStory.of("sprint-1").created().events().getFirst()).value();
    // user@example.com:s3cret
    try (StubJira jira = StubJira.start("Basic dXNlckBleGFtcGxlLmNvbTpzM2NyZXQ=")) {
      Path output = folder.resolve("output");
      ProcessBuilder builder =
          new ProcessBuilder(
                  "node",
                  "-e",
                  "require(process.argv[1]).handleSprintCreated(JSON.parse(process.argv[2]))",
                  ROOT.resolve("examples/nodejs/use-cases/jira.js").toString(),
                  new String(event, StandardCharsets.UTF_8))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "JIRA_URL",
                  jira.url(),
                  "JIRA_BOARD_ID",
                  Long.toString(StubJira.BOARD),
                  "JIRA_USER",
                  "user@example.com",
                  "JIRA_TOKEN",
                  "s3cret"));
      Process process = builder.start();
      try {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      } finally {
        process.destroyForcibly();
      }

      assertThat(Files.readString(output)).isEqualTo("sprint-1 is sprint 101 in Jira\n");
      assertThat(jira.sprints())
          .extracting(StubSprint::name)
          .containsExactly(SampleEvents.nameOf("sprint-1"));
      assertThat(jira.calls()).containsExactly(Call.CREATE);
      assertThat(jira.violations()).isEmpty();
    }
  }
}
