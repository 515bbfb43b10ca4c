package dev.sprintcapacity.consumer.internal.settings;

import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.events.KafkaEnvironment;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What the Kafka client is given: the user's settings, and ours where guarantees rest on them. */
public final class ClientSettings {
  /** Kafka's default of {@code max.poll.records}. */
  private static final int MAX_POLL_RECORDS = 500;

  private ClientSettings() {}

  /** Settings of the client of a consumer. */
  public static Map<String, Object> of(ConsumerSettings settings) {
    Map<String, Object> client = new HashMap<>(settings.client());
    client.putIfAbsent(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaEnvironment.DEFAULT_BOOTSTRAP_SERVERS);
    client.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    client.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    if (newProtocol(client)) {
      // as the classic protocol does: a topic's partition and that of its redrive topic go together
      client.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    }
    client.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords(settings));
    return client;
  }

  private static boolean newProtocol(Map<String, Object> client) {
    return String.valueOf(client.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))
        .strip()
        .equalsIgnoreCase("consumer");
  }

  /** The most that one poll brings: half of what may be in memory, so that there is a rest. */
  public static int maxPollRecords(ConsumerSettings settings) {
    Object wanted = settings.client().get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
    int most = wanted == null ? MAX_POLL_RECORDS : Integer.parseInt(wanted.toString().strip());
    return Math.min(most, settings.maxRecordsInMemory() / 2);
  }
}
