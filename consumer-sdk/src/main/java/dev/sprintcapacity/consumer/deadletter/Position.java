package dev.sprintcapacity.consumer.deadletter;

import java.util.Objects;

/**
 * Where a record stands.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset in the partition
 * @since 0.1.0
 */
public record Position(String topic, int partition, long offset) {
  /** Checks that a topic is there. */
  public Position {
    Objects.requireNonNull(topic, "topic");
  }

  /** As {@code topic-partition@offset}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
