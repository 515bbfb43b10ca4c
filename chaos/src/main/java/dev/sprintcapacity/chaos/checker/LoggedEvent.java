package dev.sprintcapacity.chaos.checker;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** A row of the event table. */
public record LoggedEvent(
    long position,
    String sprintId,
    long sequence,
    UUID id,
    String type,
    String topic,
    Instant occurredAt,
    Contents contents) {
  /** Checks that everything is there. */
  public LoggedEvent {
    Objects.requireNonNull(sprintId, "sprintId");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(contents, "contents");
  }

  /** The row in few words. */
  String name() {
    return "%s #%d %s %s at position %d".formatted(sprintId, sequence, type, id, position);
  }
}
