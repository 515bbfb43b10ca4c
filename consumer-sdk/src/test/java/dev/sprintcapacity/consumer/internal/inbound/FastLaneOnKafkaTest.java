package dev.sprintcapacity.consumer.internal.inbound;

import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.aLifecycleEvent;
import static dev.sprintcapacity.consumer.internal.inbound.SampleRecords.headersOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.events.EncodedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastLaneOnKafkaTest {
  private static final TopicPartition PARTITION = new TopicPartition(Checks.LIFECYCLE, 0);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final Checks checks = Checks.with(IdempotencySettings.DEFAULT);
  private final List<Long> delivered = new ArrayList<>();
  private int read;

  @Test
  void an_event_is_delivered_before_its_transaction_ends_and_not_again_after_that_was_aborted()
      throws ExecutionException, InterruptedException {
    try (EmbeddedKafka kafka = new EmbeddedKafka(folder, 0, Map.of())) {
      kafka.start();
      createTopic(kafka.bootstrapServers());
      try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka.bootstrapServers());
          KafkaProducer<byte[], byte[]> producer = producer(kafka.bootstrapServers())) {
        producer.beginTransaction();
        send(producer, 1, 2, 3);
        readUntil(consumer, 3);
        assertThat(delivered).containsExactly(1L, 2L, 3L);
        producer.abortTransaction();

        producer.beginTransaction();
        send(producer, 1, 2);
        readUntil(consumer, 5);
        producer.abortTransaction();

        producer.beginTransaction();
        send(producer, 1, 2, 3, 4);
        producer.commitTransaction();
        readUntil(consumer, 9);
      }
    }

    assertThat(delivered).containsExactly(1L, 2L, 3L, 4L);
    assertThat(checks.checks.counts().duplicates()).isEqualTo(5);
  }

  private static void createTopic(String bootstrapServers)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_uncommitted"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
    return consumer;
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "relay"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, long... sequences)
      throws ExecutionException, InterruptedException {
    for (long sequence : sequences) {
      EncodedEvent event = aLifecycleEvent("sprint-1", sequence);
      producer
          .send(
              new ProducerRecord<>(
                  PARTITION.topic(),
                  0,
                  event.key().getBytes(UTF_8),
                  event.value(),
                  headersOf(event)))
          .get();
    }
  }

  private void readUntil(KafkaConsumer<byte[], byte[]> consumer, int records) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (read < records) {
      assertThat(System.nanoTime() - end).as("%d of %d records read", read, records).isNegative();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        read++;
        if (checks.check(record) instanceof Inbound.Deliver deliver) {
          delivered.add(deliver.sequence());
        }
        checks.checks.handled(record);
      }
    }
  }
}
