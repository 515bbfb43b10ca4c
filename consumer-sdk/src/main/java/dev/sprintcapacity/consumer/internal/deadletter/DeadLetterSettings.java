package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What writers and readers of dead letters need to know.
 *
 * @param kafka client settings by their Kafka keys, {@code bootstrap.servers} among them; each kind
 *     of client takes those it knows
 * @param group the consumer group
 * @param topics what the group consumes, at least one
 */
public record DeadLetterSettings(Map<String, Object> kafka, String group, Set<String> topics) {
  /** Checks everything, names of topics included. */
  public DeadLetterSettings {
    kafka = Map.copyOf(kafka);
    topics = Set.copyOf(topics);
    Objects.requireNonNull(group, "group");
    if (topics.isEmpty()) {
      throw new ConsumerException("group %s has no topics: name at least one".formatted(group));
    }
    var unused = groupTopics(topics, group);
  }

  /** What belongs to each of the topics. */
  public List<GroupTopics> groupTopics() {
    return groupTopics(topics, group);
  }

  private static List<GroupTopics> groupTopics(Set<String> topics, String group) {
    return topics.stream().sorted().map(topic -> new GroupTopics(topic, group)).toList();
  }
}
