package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients: the user's settings, ours where durability and bounds rest on them. */
public final class KafkaClients {
  /**
   * How long one write may take, all tries of the producer included. Longer only keeps records in
   * memory: the consumer tries again anyway.
   */
  public static final Duration DELIVERY_LIMIT = Duration.ofSeconds(10);

  /** How long any other question to the cluster may take. */
  public static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /** A broker that does not answer for so long is asked again, or another one is. */
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(4);

  /** How long a send may wait for the partitions of a topic, or for free memory. */
  private static final Duration SEND_BLOCKS = Duration.ofSeconds(2);

  /** All records that wait for their acknowledgement. */
  private static final long BUFFER_BYTES = 32L * 1024 * 1024;

  /** The topic's limit decides, not the client's. */
  private static final int REQUEST_BYTES = 16 * 1024 * 1024;

  /**
   * A redrive that was killed hides what others send back for so long, at most. Committing some
   * hundred records takes milliseconds.
   */
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(15);

  /** With one request under way at a time, larger ones. */
  private static final int REDRIVE_BATCH_BYTES = 128 * 1024;

  /** The first transaction of a cluster makes the topic of its transactions. */
  private static final Duration TRANSACTIONS_BEGIN_LIMIT = Duration.ofSeconds(30);

  private final Map<String, Object> settings;
  private final String clientId;

  /**
   * Remembers the settings.
   *
   * @param settings of the user
   * @param clientId what brokers see
   */
  public KafkaClients(Map<String, Object> settings, String clientId) {
    this.settings = Map.copyOf(settings);
    this.clientId = clientId;
  }

  /** A producer that does not repeat and does not reorder. */
  public Producer<byte[], byte[]> producer() {
    Map<String, Object> config = producerConfig();
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY_LIMIT));
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A producer that ends the transactions of every earlier one of the same id. */
  public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
    Map<String, Object> config = producerConfig();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(TRANSACTION_LIMIT));
    // while an earlier transaction is being completed the first request of the next one is put off,
    // and those behind it are refused as out of order, with an error in the broker's log each
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, REDRIVE_BATCH_BYTES);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY_LIMIT));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(TRANSACTIONS_BEGIN_LIMIT));
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A consumer without a group. */
  public Consumer<byte[], byte[]> reader() {
    Map<String, Object> config = chosen(ConsumerConfig.configNames());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    config.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
    config.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    config.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    config.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_LIMIT));
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(ANSWER_LIMIT));
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Questions about the cluster, each answered or failed within seconds. */
  public Admin admin() {
    Map<String, Object> config = chosen(AdminClientConfig.configNames());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_LIMIT));
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(REQUEST_LIMIT));
    return Admin.create(config);
  }

  private Map<String, Object> producerConfig() {
    Map<String, Object> config = chosen(ProducerConfig.configNames());
    config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    config.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    // the settings are a consumer's, and so are its interceptors
    config.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
    config.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
    config.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    config.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_LIMIT));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(SEND_BLOCKS));
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    config.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    return config;
  }

  /** Each kind of client gets the keys it knows, so that none warns of the others'. */
  private Map<String, Object> chosen(Set<String> known) {
    Map<String, Object> chosen = new HashMap<>(settings);
    chosen.keySet().retainAll(known);
    chosen.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    return chosen;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
