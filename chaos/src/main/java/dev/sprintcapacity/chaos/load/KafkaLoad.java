package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer of Kafka transactions and the thread that writes with it, until it is ended or fails.
 * Thread-safe.
 */
public final class KafkaLoad implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String name;
  private volatile boolean ending;
  private volatile @Nullable RuntimeException failure;
  private @Nullable Thread thread;

  /**
   * Connects at once, writes after {@link #start}.
   *
   * @param name of the thread and of the transactions
   */
  public KafkaLoad(String bootstrapServers, String name) {
    this.name = name;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                name,
                ProducerConfig.LINGER_MS_CONFIG,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The producer, for the thread that writes. */
  public KafkaProducer<byte[], byte[]> producer() {
    return producer;
  }

  /**
   * Begins.
   *
   * @param writing returns soon once {@link #goesOn} says false
   */
  public void start(Runnable writing) {
    thread = Thread.ofPlatform().daemon().name(name).start(() -> run(writing));
  }

  private void run(Runnable writing) {
    try {
      producer.initTransactions();
      writing.run();
    } catch (KafkaException | ChaosException e) {
      failure = e;
    }
  }

  /** Whether nobody ended it. */
  public boolean goesOn() {
    return !ending;
  }

  /**
   * Ends the load.
   *
   * @throws ChaosException where it had ended by itself
   */
  public void stop() {
    close();
    RuntimeException why = failure;
    if (why != null) {
      throw new ChaosException("the load failed: " + why.getMessage(), why);
    }
  }

  @Override
  public void close() {
    ending = true;
    Thread running = thread;
    try {
      if (running != null && !running.join(STOP_LIMIT)) {
        throw new ChaosException("the load does not end within " + STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while the load ended", e);
    }
    producer.close();
  }
}
