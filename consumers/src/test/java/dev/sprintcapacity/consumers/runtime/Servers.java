package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.testkit.EventRecords;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real PostgreSQL and a real broker with the topics of events. */
final class Servers implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final long ANSWER_SECONDS = 60;

  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;

  private Servers(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
    this.postgres = postgres;
    this.kafka = kafka;
  }

  static Servers start(Path folder) {
    EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("postgres"), 0);
    EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of());
    postgres.start();
    kafka.start();
    Servers servers = new Servers(postgres, kafka);
    servers.createTopics();
    return servers;
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(
              Arrays.stream(Topic.values())
                  .map(topic -> new NewTopic(topic.topicName(), PARTITIONS, (short) 1))
                  .toList())
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("topics cannot be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  String databaseUrl() {
    return postgres.jdbcUrl();
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The variables with which consumers find both. */
  Map<String, String> environment() {
    return Map.of("DATABASE_URL", databaseUrl(), "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
  }

  /** Publishes events in their order. */
  void publish(List<Event> events) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Event event : events) {
        producer.send(EventRecords.of(event)).get(ANSWER_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("events cannot be published", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }
}
