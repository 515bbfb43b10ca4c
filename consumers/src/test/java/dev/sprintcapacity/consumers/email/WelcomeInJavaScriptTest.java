package dev.sprintcapacity.consumers.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.SprintStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JavaScript example of the documentation on a real broker; skipped without Node.js. */
class WelcomeInJavaScriptTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void the_example_prints_a_welcome_for_each_member_with_an_address()
      throws IOException, InterruptedException, ExecutionException {
    Path nodejs = copyOfExample();
    require(ended(nodejs, "npm", "ci", "--no-audit", "--no-fund") == 0, "npm cannot install kafkajs");
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of())) {
      kafka.start();
      publish(kafka.bootstrapServers());
      Path printed = folder.resolve("printed");
      Process node = startNode(nodejs, kafka.bootstrapServers(), printed);
      try {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(Files.readAllLines(printed))
                    .filteredOn(line -> line.startsWith("{\"to\""))
                    .containsExactly(
                        "{\"to\":\"alice@example.com\",\"subject\":\"Welcome to Sprint 26-07!\",\"body\":\"Hi Alice Johnson, you've been added to Sprint 26-07\"}",
                        "{\"to\":\"bob@example.com\",\"subject\":\"Welcome to Sprint 26-07!\",\"body\":\"Hi Bob Smith, you've been added to Sprint 26-07\"}"));
      } finally {
        node.destroyForcibly();
      }
    }
  }

  private Path copyOfExample() throws IOException {
    Path source = Path.of(System.getProperty("sprintcap.root", "."), "examples", "nodejs");
    Path nodejs = folder.resolve("nodejs");
    Files.createDirectories(nodejs.resolve("use-cases"));
    for (String file : List.of("package.json", "package-lock.json", "use-cases/email.js")) {
      Files.copy(source.resolve(file), nodejs.resolve(file));
    }
    return nodejs;
  }

  private static Process startNode(Path nodejs, String servers, Path printed) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("node", "use-cases/email.js")
            .directory(nodejs.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", servers);
    return builder.start();
  }

  /** Exit code, or -1 where there is no such program or it takes too long. */
  private int ended(Path directory, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start();
      if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (IOException notThere) {
      return -1;
    }
  }

  private static void require(boolean there, String problem) {
    if ("true".equalsIgnoreCase(System.getenv("TEST_REQUIRE_CLIENTS"))) {
      assertThat(there).as(problem).isTrue();
    } else {
      assumeThat(there).as(problem).isTrue();
    }
  }

  private static void publish(String servers) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic("sprint.team-members", 2, (short) 1))).all().get();
    }
    List<Event> events =
        SprintStory.of(EmailWorld.SPRINT)
            .then(EmailWorld.added(EmailWorld.ALICE, EmailWorld.DAVE, EmailWorld.BOB))
            .then(EmailWorld.changed(EmailWorld.ALICE))
            .events();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Event event : events) {
        producer.send(EventRecords.of(event)).get();
      }
    }
  }
}
