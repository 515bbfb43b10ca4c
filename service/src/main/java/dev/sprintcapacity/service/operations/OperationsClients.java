package dev.sprintcapacity.service.operations;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the operator's questions: one client for administration, opened by the first
 * question and kept, and readers for one question each. Thread-safe.
 */
final class OperationsClients implements AutoCloseable {

  /** How long a question may take: somebody waits for it in front of a page. */
  static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(3);
  static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final String CLIENT_ID = "sprintcap-operations";

  /** One record of each partition is wanted; the first one comes whatever its size. */
  private static final int FETCH_BYTES = 16 * 1024;

  private final Map<String, Object> kafka;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Admin admin;
  private boolean closed;

  /** Only remembers the settings of Kafka clients. */
  OperationsClients(Map<String, Object> kafka) {
    this.kafka = Map.copyOf(kafka);
  }

  /** The settings, for clients that others make. */
  Map<String, Object> settings() {
    return kafka;
  }

  /**
   * The client for administration.
   *
   * @throws KafkaException where the settings make no client, or this is closed
   */
  Admin admin() {
    lock.lock();
    try {
      if (closed) {
        throw new KafkaException("the service is being stopped");
      }
      Admin opened = admin;
      if (opened == null) {
        Map<String, Object> config = chosen(AdminClientConfig.configNames());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
        opened = Admin.create(config);
        admin = opened;
      }
      return opened;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A reader without a group; the caller closes it.
   *
   * @throws KafkaException where the settings make no client
   */
  Consumer<byte[], byte[]> reader() {
    Map<String, Object> config = chosen(ConsumerConfig.configNames());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    config.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
    config.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_LIMIT.toMillis());
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (admin != null) {
        admin.close(CLOSE_LIMIT);
        admin = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Each kind of client gets the keys it knows, so that none warns of the others'. */
  private Map<String, Object> chosen(Set<String> known) {
    Map<String, Object> chosen = new HashMap<>(kafka);
    chosen.keySet().retainAll(known);
    chosen.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID);
    chosen.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_LIMIT.toMillis());
    return chosen;
  }
}
