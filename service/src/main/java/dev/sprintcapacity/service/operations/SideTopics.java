package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.events.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names of the topics of events, and of those that a group has beside them. */
final class SideTopics {

  /** The topics of events. */
  static final List<String> EVENT_TOPICS =
      Arrays.stream(Topic.values()).map(Topic::topicName).sorted().toList();

  private static final String DEAD_LETTERS = ".dlq";
  private static final String REDRIVE = ".redrive";

  private SideTopics() {}

  /** Where the dead letters of a group stand. */
  static List<String> deadLetters(String group) {
    return EVENT_TOPICS.stream().map(topic -> topic + "." + group + DEAD_LETTERS).toList();
  }

  /** Where dead letters go back to a group. */
  static List<String> redrive(String group) {
    return EVENT_TOPICS.stream().map(topic -> topic + "." + group + REDRIVE).toList();
  }

  /** The group whose dead letters a topic holds; empty where it holds something else. */
  static Optional<String> groupOf(String topic) {
    return EVENT_TOPICS.stream()
        .filter(events ->
            topic.startsWith(events + ".")
                && topic.endsWith(DEAD_LETTERS)
                && topic.length() > events.length() + 1 + DEAD_LETTERS.length())
        .map(events -> topic.substring(events.length() + 1, topic.length() - DEAD_LETTERS.length()))
        .findFirst();
  }

  /** The topics of events as a set. */
  static Set<String> eventTopics() {
    return Set.copyOf(EVENT_TOPICS);
  }
}
