package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How to relay.
 *
 * @param enabled false keeps events in the event log only
 * @param name names the cursor and the leadership: instances with one name share the work. The
 *     transactional id is {@code sprintcap-relay-<name>} unless the Kafka settings hold another
 * @param database where the event log is
 * @param kafka keys of Kafka clients, as from {@code KAFKA_*} variables
 * @param topics what topics to create
 * @param pace how often and how much
 */
public record RelaySettings(
    boolean enabled,
    String name,
    LogDatabase database,
    Map<String, Object> kafka,
    TopicPlan topics,
    RelayPace pace) {

  /**
   * Checks the Kafka settings.
   *
   * @throws RelaySettingsException with every problem of {@link #problems}
   */
  public RelaySettings {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(pace, "pace");
    kafka = Map.copyOf(kafka);
    List<String> problems = problems(kafka);
    if (name.isBlank()) {
      throw new RelaySettingsException("relay: the name is empty");
    }
    if (!problems.isEmpty()) {
      throw new RelaySettingsException(String.join("; ", problems));
    }
  }

  /**
   * What in the settings of Kafka clients would break a guarantee, or a consumer.
   *
   * @param kafka keys of Kafka clients
   * @return one sentence each; empty where all is well
   */
  public static List<String> problems(Map<String, Object> kafka) {
    return KafkaClients.problems(kafka);
  }

  /** The settings with the names of the Kafka keys only: values may be secrets. */
  @Override
  public String toString() {
    return "RelaySettings[enabled=%s, name=%s, database=%s, kafka=%s, topics=%s, pace=%s]"
        .formatted(enabled, name, database, new TreeMap<>(kafka).keySet(), topics, pace);
  }
}
