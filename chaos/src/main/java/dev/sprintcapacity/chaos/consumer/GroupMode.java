package dev.sprintcapacity.chaos.consumer;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** How a group shares its partitions. Closed: these are the ways the consumer is used. */
public enum GroupMode {
  /** The classic protocol with its defaults. */
  CLASSIC,
  /** The classic protocol with the cooperative sticky assignor. */
  COOPERATIVE,
  /** The protocol of KIP-848: the broker assigns. */
  KIP848,
  /** The classic protocol with static membership: a member that comes back is the one it was. */
  STATIC;

  private static final Duration HEARTBEAT = Duration.ofMillis(400);

  /** The word to ask for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode with this word, if there is one. */
  public static Optional<GroupMode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }

  /** Whether partitions of one number are one member's. */
  boolean keysTogether() {
    return this != COOPERATIVE;
  }

  /** Settings of a member's client. */
  Map<String, Object> client(String member, Duration session) {
    Map<String, Object> client = new HashMap<>();
    if (this == KIP848) {
      client.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
      return client;
    }
    client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session.toMillis());
    client.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
    if (this == COOPERATIVE) {
      client.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    if (this == STATIC) {
      client.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
    }
    return client;
  }

  /** Settings of the broker that let sessions be as short as that. */
  static Map<String, String> broker(Duration session) {
    String sessionMillis = Long.toString(session.toMillis());
    String heartbeatMillis = Long.toString(HEARTBEAT.toMillis());
    return Map.of(
        "group.min.session.timeout.ms", sessionMillis,
        "group.consumer.min.session.timeout.ms", sessionMillis,
        "group.consumer.session.timeout.ms", sessionMillis,
        "group.consumer.min.heartbeat.interval.ms", heartbeatMillis,
        "group.consumer.heartbeat.interval.ms", heartbeatMillis);
  }
}
