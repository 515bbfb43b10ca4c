package dev.sprintcapacity.benchmarks.load;

import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A {@code read_committed} consumer from the end of a topic, on a thread of its own, that measures
 * from a moment known for each key to the record's arrival.
 */
final class CommittedReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();
  private final LatencySamples latencies = new LatencySamples();
  private final CountDownLatch assigned = new CountDownLatch(1);
  private final String bootstrapServers;
  private final String topic;
  private final Thread thread;
  private volatile boolean closing;

  CommittedReader(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.thread = Thread.ofPlatform().name("reader").unstarted(this::read);
  }

  void start() {
    thread.start();
    try {
      assigned.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A record with this key will come; its latency counts from the moment. */
  void expect(String key, long nanos) {
    sentNanos.put(key, nanos);
  }

  /** The moment of the commit, where the record is not here yet. */
  void committed(String key, long nanos) {
    sentNanos.replace(key, nanos);
  }

  int received() {
    return latencies.count();
  }

  LatencySamples latencies() {
    return latencies;
  }

  private void read() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream().map(CommittedReader::partition).toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      assigned.countDown();
      while (!closing) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          long now = System.nanoTime();
          Long sent = sentNanos.remove(record.key());
          if (sent != null) {
            latencies.add(Math.max(0, now - sent));
          }
        }
      }
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
