package dev.sprintcapacity.postgres.eventlog;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the event log.
 *
 * @param position order of publication
 * @param sprintId key of the record
 * @param sequence place among the events of its sprint, from 1 without a gap
 * @param id the event's id
 * @param type the type's name on the wire; may be one that this version does not know
 * @param topic where it goes
 * @param occurredAt when the change happened
 * @param traceparent W3C trace context, or null
 * @param value the final bytes of the record's value; not copied, as they go from the database to
 *     the broker untouched: nobody may change them
 */
// the array is the point: final bytes, never copied; equality is defined below
@SuppressWarnings("ArrayRecordComponent")
public record StoredEvent(
    long position,
    String sprintId,
    long sequence,
    UUID id,
    String type,
    String topic,
    Instant occurredAt,
    @Nullable String traceparent,
    byte[] value) {

  public StoredEvent {
    Objects.requireNonNull(sprintId, "sprintId");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(value, "value");
    if (position < 1 || sequence < 1) {
      throw new BrokenEventLogException(
          "event %s: position %d and sequence %d must be positive"
              .formatted(id, position, sequence));
    }
  }

  /** By value, the bytes included. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoredEvent that
        && position == that.position
        && sequence == that.sequence
        && id.equals(that.id)
        && sprintId.equals(that.sprintId)
        && type.equals(that.type)
        && topic.equals(that.topic)
        && occurredAt.equals(that.occurredAt)
        && Objects.equals(traceparent, that.traceparent)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "%s %s#%d at %d (%s)".formatted(type, sprintId, sequence, position, id);
  }
}
