package dev.sprintcapacity.consumer.internal.settings;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigValue;

/** Collects what is wrong with settings: all of it. For one use. */
public final class SettingsCheck {
  /** Kafka's default of {@code max.poll.interval.ms}. */
  private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

  /** What the newer protocol leaves to the broker; the client refuses these beside it. */
  private static final Set<String> CLASSIC_ONLY =
      Set.of(
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);

  /** Assignors that do not keep partitions of the same number together. */
  private static final List<String> SCATTERING = List.of("Sticky", "RoundRobin", "uniform");

  private static final List<String> DESERIALIZERS =
      List.of(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private final List<String> problems = new ArrayList<>();

  /** Topics are there and have names. */
  public SettingsCheck topics(Set<String> topics) {
    if (topics.isEmpty()) {
      problems.add("topics: none is given, name at least one such as sprint.lifecycle");
    }
    if (topics.stream().anyMatch(String::isBlank)) {
      problems.add("topics: one has no name");
    }
    return this;
  }

  /** A group is there, and only one. */
  public SettingsCheck group(String group, Map<String, Object> client) {
    Object other = client.get(ConsumerConfig.GROUP_ID_CONFIG);
    if (group.isBlank()) {
      problems.add("groupId: none is given, name the consumer group (KAFKA_CONSUMER_GROUP)");
    } else if (other != null && !other.equals(group)) {
      problems.add(
          "groupId: is '%s', but the client setting group.id is '%s': keep one"
              .formatted(group, other));
    }
    return this;
  }

  /** A number is within its range. */
  public SettingsCheck range(String name, int value, int least, int most) {
    if (value < least || value > most) {
      problems.add("%s: must be %d to %d, but is %d".formatted(name, least, most, value));
    }
    return this;
  }

  /** A duration is within its range. */
  public SettingsCheck range(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add("%s: must be %s to %s, but is %s".formatted(name, least, most, value));
    }
    return this;
  }

  /** A hand-over ends before the group takes the member for dead. */
  public SettingsCheck handover(Duration limit, Map<String, Object> client) {
    Duration interval = MAX_POLL_INTERVAL;
    Object wanted = client.get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
    try {
      if (wanted != null) {
        interval = Duration.ofMillis(Long.parseLong(wanted.toString().strip()));
      }
    } catch (NumberFormatException e) {
      return this; // told by the client's own check
    }
    if (limit.isNegative() || limit.compareTo(interval) >= 0) {
      problems.add(
          "handoverLimit: must be 0 or more and shorter than max.poll.interval.ms (%s), but is %s"
              .formatted(interval, limit));
    }
    return this;
  }

  /** Topics and group can name the topics of dead letters. */
  public SettingsCheck names(Set<String> topics, String group) {
    for (String topic : new TreeSet<>(topics)) {
      if (topic.isBlank() || group.isBlank()) {
        continue; // told already
      }
      try {
        var unused = new GroupTopics(topic, group);
      } catch (ConsumerException e) {
        problems.add("groupId: " + e.getMessage());
      }
    }
    return this;
  }

  /** Gaps are looked for only where they can be seen. */
  public SettingsCheck gaps(IdempotencySettings idempotency, Set<String> topics) {
    List<String> all = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    if (idempotency.gap() != GapPolicy.UNCHECKED && !topics.containsAll(all)) {
      problems.add(
          "idempotency: the gap policy %s needs the topics %s, for ce_sequence runs over both, but they are %s"
              .formatted(idempotency.gap(), all, new TreeSet<>(topics)));
    }
    return this;
  }

  /** Who frees a parked key, at the end of its redrive, is the member that parked it. */
  public SettingsCheck parking(
      AfterLastAttempt afterLast, Map<String, Object> client, boolean deadLetters) {
    if (afterLast != AfterLastAttempt.PARK_KEY) {
      return this;
    }
    if (!deadLetters) {
      problems.add(
          "retry: PARK_KEY needs dead letters, for keys wait behind one; leave withoutDeadLetters()"
              + " out, or take DEAD_LETTER or STOP");
    }
    for (String key :
        List.of(
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG)) {
      String wanted = String.valueOf(client.getOrDefault(key, "range"));
      if (SCATTERING.stream().anyMatch(wanted::contains)) {
        problems.add(
            "%s: is %s, which may give a topic and its redrive topic to two members; with PARK_KEY leave it out, or take range"
                .formatted(key, wanted));
      }
    }
    return this;
  }

  /** The client's keys have values it takes, and none breaks a guarantee. */
  public SettingsCheck client(Map<String, Object> client) {
    if (!String.valueOf(client.getOrDefault(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false))
        .strip()
        .equalsIgnoreCase("false")) {
      problems.add("enable.auto.commit: would commit events that are not handled, remove it");
    }
    for (String key : DESERIALIZERS) {
      if (client.containsKey(key)) {
        problems.add(key + ": records are read as bytes and decoded as events, remove it");
      }
    }
    if (String.valueOf(client.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))
        .equalsIgnoreCase("consumer")) {
      CLASSIC_ONLY.stream()
          .filter(client::containsKey)
          .sorted()
          .forEach(key ->
              problems.add(
                  key + ": is the broker's to say with group.protocol=consumer, remove it"));
    }
    values(client);
    return this;
  }

  private void values(Map<String, Object> client) {
    Map<String, String> texts = new HashMap<>();
    client.forEach((key, value) -> {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        texts.put(key, value.toString());
      }
    });
    texts.keySet().retainAll(ConsumerConfig.configNames());
    texts.keySet().removeAll(DESERIALIZERS);
    Map<String, List<String>> found = new TreeMap<>();
    for (ConfigValue value : ConsumerConfig.configDef().validate(texts)) {
      if (texts.containsKey(value.name()) && !value.errorMessages().isEmpty()) {
        found.put(value.name(), value.errorMessages());
      }
    }
    found.forEach((key, messages) -> problems.add(key + ": " + String.join(", ", messages)));
  }

  /** One sentence per problem; empty where all is well. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
