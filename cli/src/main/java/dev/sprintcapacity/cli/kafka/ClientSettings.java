package dev.sprintcapacity.cli.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The settings of a consumer: those of the environment, except where a command would no longer be
 * what it is. Commands read committed events only, without a group, and create no topics.
 */
public final class ClientSettings {
  /** Partitions that are added to a topic are seen after this at most. */
  private static final String METADATA_MAX_AGE_MS = "2000";

  private ClientSettings() {}

  /**
   * What the consumer of a command is made with.
   *
   * @param location where Kafka is, with what the environment says of the client
   * @param clientId name of the client, where the environment gives it none
   */
  public static Map<String, Object> of(KafkaLocation location, String clientId) {
    Map<String, Object> client = new HashMap<>(location.client());
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, location.servers().text());
    client.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    client.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
    // neither is of use in a command that lives for minutes, and both cost time at start
    client.putIfAbsent(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    client.putIfAbsent(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");

    client.remove(ConsumerConfig.GROUP_ID_CONFIG);
    client.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    client.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    client.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    client.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    return client;
  }
}
