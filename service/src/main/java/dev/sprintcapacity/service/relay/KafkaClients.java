package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.events.KafkaEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the relay's Kafka clients: the user's settings, ours where exactly-once rests on them. */
final class KafkaClients {

  /**
   * The broker ends a transaction whose producer is silent for so long; readers of committed
   * records stand still until then where no successor fences it earlier.
   */
  static final int MAX_TRANSACTION_TIMEOUT_MILLIS = 10_000;

  /** Within the transaction's life, so that the client gives up before the broker does. */
  private static final int DELIVERY_TIMEOUT_MILLIS = 9_000;

  private static final int REQUEST_TIMEOUT_MILLIS = 4_000;

  /** Several hundred events; linger is 0, so a larger batch only forms when it is there. */
  private static final int BATCH_BYTES = 128 * 1024;

  /** The largest value a sprint can have is some 400 kB; the broker's limit decides beyond. */
  private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

  private static final Set<String> READABLE_COMPRESSION = Set.of("none", "gzip");

  private final RelaySettings settings;

  KafkaClients(RelaySettings settings) {
    this.settings = settings;
  }

  static List<String> problems(Map<String, Object> kafka) {
    List<String> problems = new ArrayList<>();
    String compression = text(kafka, ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    if (!READABLE_COMPRESSION.contains(compression)) {
      problems.add(
          "compression.type=%s: consumers on kafkajs read none and gzip only; use one of these"
              .formatted(compression));
    }
    if (!Set.of("all", "-1").contains(text(kafka, ProducerConfig.ACKS_CONFIG, "all"))) {
      problems.add(
          "acks=%s: an event must be on all in-sync replicas before it counts as published; use all"
              .formatted(kafka.get(ProducerConfig.ACKS_CONFIG)));
    }
    if (!text(kafka, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true").equals("true")) {
      problems.add("enable.idempotence=false: events could be repeated; remove it");
    }
    Object timeout = kafka.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    if (timeout != null && !isUpTo(MAX_TRANSACTION_TIMEOUT_MILLIS, timeout)) {
      problems.add(
          "transaction.timeout.ms=%s: readers stand still for so long after a crash; use 1 to %d"
              .formatted(timeout, MAX_TRANSACTION_TIMEOUT_MILLIS));
    }
    return problems;
  }

  String transactionalId() {
    return String.valueOf(
        settings
            .kafka()
            .getOrDefault(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "sprintcap-relay-" + settings.name()));
  }

  String bootstrapServers() {
    return String.valueOf(
        settings
            .kafka()
            .getOrDefault(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                KafkaEnvironment.DEFAULT_BOOTSTRAP_SERVERS));
  }

  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = chosen(ProducerConfig.configNames());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, transactionalId());
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    config.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, MAX_TRANSACTION_TIMEOUT_MILLIS);
    config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    config.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    config.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
    config.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
    config.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = chosen(ConsumerConfig.configNames());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    config.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Admin admin() {
    Map<String, Object> config = chosen(AdminClientConfig.configNames());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    config.put(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    return Admin.create(config);
  }

  /** Each kind of client gets the keys it knows, so that none warns of the others'. */
  private Map<String, Object> chosen(Set<String> known) {
    Map<String, Object> chosen = new HashMap<>(settings.kafka());
    chosen.keySet().retainAll(known);
    chosen.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return chosen;
  }

  private static String text(Map<String, Object> kafka, String key, String otherwise) {
    return String.valueOf(kafka.getOrDefault(key, otherwise)).toLowerCase(Locale.ROOT).strip();
  }

  private static boolean isUpTo(int limit, Object value) {
    try {
      int number = Integer.parseInt(String.valueOf(value).strip());
      return number >= 1 && number <= limit;
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
