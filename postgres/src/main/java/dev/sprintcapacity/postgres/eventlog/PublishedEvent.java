package dev.sprintcapacity.postgres.eventlog;

import java.util.Objects;
import java.util.UUID;

/**
 * An event as a topic holds it.
 *
 * @param sprintId key of the record
 * @param sequence place among the events of its sprint
 * @param id the event's id
 * @param topic where it was found
 * @param valueDigest SHA-256 of the record's value, as lower-case hex
 */
public record PublishedEvent(
    String sprintId, long sequence, UUID id, String topic, String valueDigest) {

  public PublishedEvent {
    Objects.requireNonNull(sprintId, "sprintId");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(valueDigest, "valueDigest");
  }

  /** An event with the digest of its value. */
  public static PublishedEvent of(
      String sprintId, long sequence, UUID id, String topic, byte[] value) {
    return new PublishedEvent(sprintId, sequence, id, topic, Sha256.hex(value));
  }

  @Override
  public String toString() {
    return "%s#%d (%s)".formatted(sprintId, sequence, id);
  }
}
