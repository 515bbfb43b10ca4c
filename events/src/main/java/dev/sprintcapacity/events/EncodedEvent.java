package dev.sprintcapacity.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in its final form: the bytes of the record's value, and what its key and headers are
 * made of. Immutable.
 *
 * @since 0.1.0
 */
public final class EncodedEvent {
  private final UUID id;
  private final EventType type;
  private final String key;
  private final long sequence;
  private final Instant time;
  private final @Nullable String traceparent;
  private final byte[] value;

  /**
   * An event whose value was encoded before, for instance one read back from a store.
   *
   * @param id the event's id
   * @param type the event's type
   * @param key the id of the sprint
   * @param sequence the event's place among the events of its sprint, from 1
   * @param time when the change happened
   * @param traceparent the trace context, or null
   * @param value the bytes {@link EventEncoder} made; copied
   */
  public EncodedEvent(
      UUID id,
      EventType type,
      String key,
      long sequence,
      Instant time,
      @Nullable String traceparent,
      byte[] value) {
    this.id = Objects.requireNonNull(id, "id");
    this.type = Objects.requireNonNull(type, "type");
    this.key = Objects.requireNonNull(key, "key");
    this.sequence = sequence;
    this.time = Objects.requireNonNull(time, "time");
    this.traceparent = traceparent;
    this.value = value.clone();
  }

  EncodedEvent(Event event, byte[] ownedValue) {
    this.id = event.id();
    this.type = event.data().type();
    this.key = event.data().sprintId();
    this.sequence = event.sequence();
    this.time = event.time();
    this.traceparent = event.traceparent();
    this.value = ownedValue;
  }

  /**
   * The event's id.
   *
   * @return the same however often the event is delivered
   */
  public UUID id() {
    return id;
  }

  /**
   * The event's type, which also names the topic.
   *
   * @return the type
   */
  public EventType type() {
    return type;
  }

  /**
   * The key of the record.
   *
   * @return the id of the sprint
   */
  public String key() {
    return key;
  }

  /**
   * The event's place among the events of its sprint, over both topics.
   *
   * @return 1, 2, 3 … without a gap
   */
  public long sequence() {
    return sequence;
  }

  /**
   * When the change happened.
   *
   * @return the time, to the microsecond
   */
  public Instant time() {
    return time;
  }

  /**
   * The W3C trace context of the request behind the change.
   *
   * @return the header's value, or null where there was none
   */
  public @Nullable String traceparent() {
    return traceparent;
  }

  /**
   * The value of the record: UTF-8 JSON, final.
   *
   * @return a copy of the bytes
   */
  public byte[] value() {
    return value.clone();
  }

  @Override
  public String toString() {
    return type.wireName() + " " + key + "#" + sequence + " (" + id + ")";
  }
}
