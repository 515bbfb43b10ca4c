package dev.sprintcapacity.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The baseline of latency: a transactional producer that sends what is there, all of it in one
 * transaction, and has no database.
 */
final class RawPing implements AutoCloseable {

  private static final int QUEUE = 10_000;
  private static final byte[] VALUE = new byte[300];

  private final BlockingQueue<String> keys = new ArrayBlockingQueue<>(QUEUE);
  private final String topic;
  private final KafkaProducer<String, byte[]> producer;
  private final Thread thread = Thread.ofPlatform().name("raw-ping").unstarted(this::send);
  private volatile boolean closing;

  RawPing(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "raw-ping",
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void start() {
    producer.initTransactions();
    thread.start();
  }

  void ping(String key) {
    keys.add(key);
  }

  private void send() {
    List<String> batch = new ArrayList<>();
    try {
      while (!closing) {
        String first = keys.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        keys.drainTo(batch);
        producer.beginTransaction();
        for (String key : batch) {
          var _ = producer.send(new ProducerRecord<>(topic, key, VALUE));
        }
        producer.commitTransaction();
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
