package dev.sprintcapacity.chaos.consumer.checker;

import java.util.Objects;
import java.util.UUID;

/**
 * Which event it is.
 *
 * @param id its id
 * @param topic it stands in
 * @param sprintId its sprint
 * @param sequence its number within its sprint, over both topics
 */
public record EventMark(UUID id, String topic, String sprintId, long sequence) {
  /** Checks that everything is there. */
  public EventMark {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(sprintId, "sprintId");
  }

  @Override
  public String toString() {
    return "%s #%d of %s (%s)".formatted(sprintId, sequence, topic, id);
  }
}
