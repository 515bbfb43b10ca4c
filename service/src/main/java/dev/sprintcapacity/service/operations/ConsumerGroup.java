package dev.sprintcapacity.service.operations;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A group that reads our topics, or did and left dead letters.
 *
 * @param name its id
 * @param state as Kafka calls it, in lower case; {@value #GONE} where Kafka knows it no more
 * @param internal whether it belongs to an instance of the service itself
 * @param members who shares the work, by client id
 * @param topics how far it is in each topic, by name
 * @param deadLettersWritten all that are kept, sent back or not
 */
public record ConsumerGroup(
    String name,
    String state,
    boolean internal,
    List<GroupMember> members,
    List<TopicLag> topics,
    long deadLettersWritten) {

  /** State of a group of which only dead letters are left. */
  public static final String GONE = "gone";

  public ConsumerGroup {
    members = List.copyOf(members);
    topics = List.copyOf(topics);
  }

  /** Records that are not handled, of all topics. */
  public long lagRecords() {
    return topics.stream().mapToLong(TopicLag::lagRecords).sum();
  }

  /** When the oldest unhandled record was written; empty where there is none. */
  public Optional<Instant> oldestUnhandledAt() {
    return topics.stream()
        .map(TopicLag::oldestUnhandledAt)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }
}
