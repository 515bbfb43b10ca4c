package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.measure.Folder;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.JavaProcess;
import dev.sprintcapacity.embedded.EmbeddedKafkaMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A real broker in a process of its own, in a folder that is gone at the end. */
final class Broker implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Pattern READY = Pattern.compile("(?m)^ready (\\d+)$");

  private final Path folder;
  private final JavaProcess process;

  private Broker(Path folder) {
    this.folder = folder;
    this.process =
        new JavaProcess(
            new JavaCommand(
                "kafka",
                EmbeddedKafkaMain.class.getName(),
                List.of("-Xms512m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"),
                List.of(folder.resolve("data").toString(), "0"),
                Map.of(),
                folder));
  }

  static Broker start() {
    try {
      Broker broker = new Broker(Files.createTempDirectory("sprintcap-consumer-benchmark"));
      broker.process.start();
      try {
        Await.until(
            "the broker is ready",
            START_LIMIT,
            () -> broker.ready().find() || !broker.process.isAlive(),
            broker.process::printed);
        broker.bootstrapServers();
        return broker;
      } catch (RuntimeException e) {
        broker.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private Matcher ready() {
    return READY.matcher(process.printed());
  }

  /** Where clients connect. */
  String bootstrapServers() {
    Matcher ready = ready();
    if (!ready.find()) {
      throw new IllegalStateException("the broker did not start: " + process.printed());
    }
    return "127.0.0.1:" + ready.group(1);
  }

  /** Makes a topic, or leaves it as it is. */
  void createTopic(String name, int partitions) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topic %s was not made".formatted(name), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a topic was made", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.stop(STOP_LIMIT);
    }
    Folder.delete(folder);
  }
}
