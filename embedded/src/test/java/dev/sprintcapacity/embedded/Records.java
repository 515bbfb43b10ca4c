package dev.sprintcapacity.embedded;

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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a client sees of one topic with one partition. */
final class Records {
  private static final TopicPartition PARTITION = new TopicPartition("notes", 0);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Records() {}

  static void createTopic(String bootstrapServers) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }
  }

  static KafkaProducer<String, String> transactionalProducer(String bootstrapServers) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "transactional.id", "notes-writer",
                "linger.ms", "0"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  static void write(KafkaProducer<String, String> producer, String value)
      throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(PARTITION.topic(), "key", value)).get();
  }

  static void commit(String bootstrapServers, String value)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer = transactionalProducer(bootstrapServers)) {
      producer.beginTransaction();
      write(producer, value);
      producer.commitTransaction();
    }
  }

  /** Everything a {@code read_committed} reader sees up to the last stable offset. */
  static List<String> committed(String bootstrapServers) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      Long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      List<String> values = new ArrayList<>();
      Deadline deadline = Deadline.in(LIMIT);
      while (end != null && consumer.position(PARTITION) < end && !deadline.hasPassed()) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
      return values;
    }
  }
}
