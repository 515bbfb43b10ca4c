package dev.sprintcapacity.benchmarks.relay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The baseline: a transactional producer that has nothing to read and nothing to remember, and
 * commits every 50 ms, as the producer benchmark of Kafka itself does with a transactional id.
 */
final class RawProducer {

  private static final long TRANSACTION_NANOS = Duration.ofMillis(50).toNanos();
  private static final int KEYS = 1000;

  private final String bootstrapServers;

  RawProducer(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Sends the records and returns how many there were each second, commits included. */
  double recordsPerSecond(String topic, int records, int valueBytes) {
    byte[] value = new byte[valueBytes];
    ThreadLocalRandom.current().nextBytes(value);
    try (KafkaProducer<String, byte[]> producer = producer()) {
      producer.initTransactions();
      long started = System.nanoTime();
      int sent = 0;
      while (sent < records) {
        producer.beginTransaction();
        long begun = System.nanoTime();
        while (sent < records && System.nanoTime() - begun < TRANSACTION_NANOS) {
          var _ = producer.send(new ProducerRecord<>(topic, "sprint-" + sent % KEYS, value));
          sent++;
        }
        producer.commitTransaction();
      }
      return records / ((System.nanoTime() - started) / 1e9);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "raw-baseline",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
