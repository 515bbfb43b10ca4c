package dev.sprintcapacity.service.settings;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How events reach Kafka.
 *
 * @param enabled false keeps events in the table only
 * @param relayName instances with one name share the publication; empty for the database's name
 * @param embeddedPort TCP port of the embedded broker, read by the standalone room
 * @param topicPartitions partitions of a topic this service creates
 * @param topicReplication replicas of a topic this service creates
 * @param variables the {@code KAFKA_*} variables as given, for the client properties
 */
public record KafkaSettings(
    boolean enabled,
    Optional<String> relayName,
    int embeddedPort,
    int topicPartitions,
    int topicReplication,
    Map<String, String> variables) {

  public KafkaSettings {
    variables = Map.copyOf(variables);
  }

  /** Names only: the values may be secrets. */
  @Override
  public String toString() {
    return "KafkaSettings[enabled=%s, relayName=%s, topicPartitions=%d, topicReplication=%d, variables=%s]"
        .formatted(
            enabled,
            relayName.orElse(""),
            topicPartitions,
            topicReplication,
            new TreeMap<>(variables).keySet());
  }
}
