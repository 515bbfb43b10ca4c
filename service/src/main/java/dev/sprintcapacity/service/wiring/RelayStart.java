package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.events.KafkaEnvironment;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.service.relay.Relay;
import dev.sprintcapacity.service.relay.RelayPace;
import dev.sprintcapacity.service.relay.RelaySettings;
import dev.sprintcapacity.service.relay.TopicPlan;
import dev.sprintcapacity.service.settings.ServiceSettings;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.InstantSource;

/** Makes the relay from the settings of the service. */
final class RelayStart {

  private RelayStart() {}

  /**
   * The relay of the service, not running yet. Without a name of its own it is named after the
   * database: instances on one database share the work.
   *
   * @throws dev.sprintcapacity.service.relay.RelaySettingsException with every Kafka setting that
   *     would break a guarantee
   */
  static Relay relay(ServiceSettings settings, DatabaseAddress address, InstantSource clock) {
    return new Relay(relaySettings(settings, address), clock);
  }

  /**
   * The settings of the relay of the service.
   *
   * @throws dev.sprintcapacity.service.relay.RelaySettingsException with every Kafka setting that
   *     would break a guarantee
   */
  static RelaySettings relaySettings(ServiceSettings settings, DatabaseAddress address) {
    return new RelaySettings(
        settings.kafka().enabled(),
        settings.kafka().relayName().orElseGet(() -> databaseName(address.jdbcUrl())),
        new LogDatabase(address.jdbcUrl(), address.user(), address.password()),
        KafkaEnvironment.clientProperties(settings.kafka().variables()),
        new TopicPlan(
            settings.kafka().topicPartitions(),
            (short) settings.kafka().topicReplication(),
            TopicPlan.DEFAULT_CURSOR_TOPIC),
        RelayPace.DEFAULT);
  }

  private static String databaseName(String jdbcUrl) {
    String path = jdbcUrl.replaceFirst("\\?.*", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
