package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import dev.sprintcapacity.consumer.ConsumerException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The topics that belong to a topic and a group. All have the partitions of the topic, and a record
 * has the partition number of the record it was made from: who reads partition 3 of the topic may
 * write, and reads, partition 3 of these.
 *
 * @param topic what the group consumes
 * @param group the consumer group
 */
public record GroupTopics(String topic, String group) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

  /** Kafka's own bound. */
  private static final int LONGEST_NAME = 249;

  private static final String DEAD_LETTERS = "dlq";
  private static final String REDRIVE = "redrive";
  private static final String PARKED = "parked";

  /** Checks that Kafka allows the names. */
  public GroupTopics {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(group, "group");
    String longest = named(topic, group, REDRIVE);
    if (!NAME.matcher(topic).matches() || !NAME.matcher(group).matches()) {
      throw new ConsumerException(
          "topic '%s' and group '%s' cannot name a dead letter topic: use letters, digits, '.', '_' and '-' only"
              .formatted(topic, group));
    }
    if (longest.length() > LONGEST_NAME) {
      throw new ConsumerException(
          "%s would have %d characters, a topic's name has at most %d: use a shorter group id"
              .formatted(longest, longest.length(), LONGEST_NAME));
    }
  }

  /** Those of the topic that a record was read from, whether that is the topic or its redrive. */
  public static GroupTopics ofRecordIn(String recordTopic, String group) {
    String suffix = named("", group, REDRIVE);
    boolean redrive = recordTopic.endsWith(suffix) && recordTopic.length() > suffix.length();
    return new GroupTopics(
        redrive ? recordTopic.substring(0, recordTopic.length() - suffix.length()) : recordTopic,
        group);
  }

  /** Records that no attempt could handle. */
  public String deadLetters() {
    return named(topic, group, DEAD_LETTERS);
  }

  /** Dead letters on their way back to the group. */
  public String redrive() {
    return named(topic, group, REDRIVE);
  }

  /** The parked keys, compacted. */
  public String parked() {
    return named(topic, group, PARKED);
  }

  private static String named(String topic, String group, String what) {
    return topic + "." + group + "." + what;
  }
}
