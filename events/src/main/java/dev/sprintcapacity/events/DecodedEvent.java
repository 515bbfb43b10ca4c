package dev.sprintcapacity.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EventDecoder} makes of the value of a record. Closed: a reader decides what to do
 * with an event it knows, one it does not know yet, and bytes that are no event.
 *
 * @since 0.1.0
 */
public sealed interface DecodedEvent {

  /**
   * An event this version knows.
   *
   * @param time when the change happened
   * @param source who says so
   * @param data what changed
   * @param unknownMembers how many members of its JSON, at any depth, this version passed over; 0
   *     for an event of this version
   * @since 0.1.0
   */
  record Known(Instant time, String source, EventData data, int unknownMembers)
      implements DecodedEvent {
    /** Checks that everything is there. */
    public Known {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(data, "data");
    }

    /**
     * Joins the value with what the headers of its record say.
     *
     * @param id the {@link EventHeaders#ID} header
     * @param sequence the {@link EventHeaders#SEQUENCE} header
     * @param traceparent the {@link EventHeaders#TRACEPARENT} header, or null where there is none
     * @return the whole event
     * @throws EventFormatException where a header has a value no event has
     */
    public Event asEvent(UUID id, long sequence, @Nullable String traceparent) {
      return new Event(id, time, sequence, traceparent, data);
    }
  }

  /**
   * A whole event of a type this version does not know: made by a newer service, not an error.
   *
   * @param typeName the {@code event_type}
   * @param time when the change happened
   * @param source who says so
   * @since 0.1.0
   */
  record Unknown(String typeName, Instant time, String source) implements DecodedEvent {
    /** Checks that everything is there. */
    public Unknown {
      Objects.requireNonNull(typeName, "typeName");
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(source, "source");
    }
  }

  /**
   * Bytes that are no event: reading them again will not help.
   *
   * @param reason what is wrong and where; holds no name and no address from the event
   * @since 0.1.0
   */
  record Malformed(String reason) implements DecodedEvent {
    /** Checks that a reason is given. */
    public Malformed {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
