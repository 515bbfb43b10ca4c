package dev.sprintcapacity.consumers.jira;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.testkit.EventRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with the topic of sprints. */
final class JiraBroker implements AutoCloseable {

  static final int PARTITIONS = 4;

  private final Path folder;
  private final EmbeddedKafka kafka;

  private JiraBroker(Path folder, EmbeddedKafka kafka) {
    this.folder = folder;
    this.kafka = kafka;
  }

  static JiraBroker start() {
    try {
      Path folder = Files.createTempDirectory("sprint-capacity-jira-broker");
      JiraBroker broker =
          new JiraBroker(folder, new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of()));
      broker.kafka.start();
      broker.createTopic();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a folder", e);
    }
  }

  private void createTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin
          .createTopics(
              List.of(new NewTopic(Topic.SPRINT_LIFECYCLE.topicName(), PARTITIONS, (short) 1)))
          .all()
          .get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the topic cannot be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  String servers() {
    return kafka.bootstrapServers();
  }

  void publish(List<Event> events)
      throws ExecutionException, InterruptedException, TimeoutException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Event event : events) {
        producer.send(EventRecords.of(event)).get(1, TimeUnit.MINUTES);
      }
    }
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
