package dev.sprintcapacity.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.SprintDeleted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker for a test class, and a writer of events. */
final class GroupBroker implements BeforeAllCallback, AfterAllCallback {
  private static final Instant TIME = Instant.parse("2025-11-27T10:30:00Z");
  private final AtomicLong topics = new AtomicLong();
  private @Nullable Running running;

  private record Running(
      Path folder, EmbeddedKafka kafka, Admin admin, KafkaProducer<byte[], byte[]> producer) {}

  private Running running() {
    return Objects.requireNonNull(running, "started");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path folder = Files.createTempDirectory("consumer-sdk");
    EmbeddedKafka kafka =
        new EmbeddedKafka(
            folder,
            0,
            Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.consumer.heartbeat.interval.ms", "500",
                "group.consumer.min.heartbeat.interval.ms", "500"));
    kafka.start();
    Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "linger.ms", "1",
                // on a topic just made, a second batch may be taken while the first is refused
                "max.in.flight.requests.per.connection", "1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    running = new Running(folder, kafka, admin, producer);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Running last = running();
    last.producer().close();
    last.admin().close();
    last.kafka().close();
    try (Stream<Path> files = Files.walk(last.folder())) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + last.folder(), e);
    }
  }

  String servers() {
    return running().kafka().bootstrapServers();
  }

  /** A new topic, of which nobody has read anything. */
  String topic(int partitions) throws ExecutionException, InterruptedException {
    String name = "sprint.lifecycle-" + topics.incrementAndGet();
    create(name, partitions);
    return name;
  }

  /** A topic with a name of its own. */
  void create(String name, int partitions) throws ExecutionException, InterruptedException {
    running().admin().createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
  }

  private static UUID idOf(String sprint, long number) {
    return UUID.nameUUIDFromBytes((sprint + '#' + number).getBytes(UTF_8));
  }

  /** Writes an event of a sprint; the same one where sprint and number are the same. */
  void write(String topic, String sprint, long number) {
    write(
        topic,
        EventEncoder.encode(
            new Event(idOf(sprint, number), TIME, number + 1, null, new SprintDeleted(sprint))));
  }

  /** Writes an event. */
  void write(String topic, EncodedEvent event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, event.key().getBytes(UTF_8), event.value());
    EventHeaders.of(event).forEach(header -> record.headers().add(header.name(), header.value()));
    var unused = running().producer().send(record);
  }

  /** Writes bytes that are no event. */
  void writeMalformed(String topic, String sprint) {
    var unused =
        running()
            .producer()
            .send(new ProducerRecord<>(topic, sprint.getBytes(UTF_8), new byte[] {1}));
  }

  void flush() {
    running().producer().flush();
  }

  /** What a group has committed. */
  Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws ExecutionException, InterruptedException {
    return running().admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  /** All topics there are. */
  Set<String> topics() throws ExecutionException, InterruptedException {
    return running().admin().listTopics().names().get();
  }

  /** How many members a group has. */
  int members(String group) throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(
            running().admin().describeConsumerGroups(List.of(group)).all().get().get(group))
        .members()
        .size();
  }
}
