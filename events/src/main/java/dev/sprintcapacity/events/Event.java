package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One change of one sprint, as it is told to the world.
 *
 * @param id the event's id: the same however often the event is delivered
 * @param time when the change happened, kept to the microsecond
 * @param sequence the event's place among the events of its sprint over both topics: 1, 2, 3 …
 *     without a gap
 * @param traceparent the W3C trace context of the request behind the change; null where there was
 *     none
 * @param data what changed
 * @since 0.1.0
 */
public record Event(
    UUID id, Instant time, long sequence, @Nullable String traceparent, EventData data) {
  /** The {@code source} of every envelope. */
  public static final String SOURCE = "sprint-capacity-api";

  private static final Instant FIRST_TIME = Instant.EPOCH;
  private static final Instant END_OF_TIME = Instant.parse("3000-01-01T00:00:00Z");
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /** Checks every field and cuts what is finer than a microsecond from the time. */
  public Event {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(data, "data");
    if (time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIME)) {
      throw new EventFormatException(
          "time must be from %s to before %s, but is %s".formatted(FIRST_TIME, END_OF_TIME, time));
    }
    time = time.truncatedTo(ChronoUnit.MICROS);
    if (sequence < 1) {
      throw new EventFormatException("sequence must be at least 1, but is " + sequence);
    }
    if (traceparent != null && !isTraceparent(traceparent)) {
      throw new EventFormatException(
          "traceparent must look like 00-<32 hex>-<16 hex>-<2 hex>, but is "
              + Checks.shortened(traceparent));
    }
  }

  /**
   * Tells whether a text received from outside may become the {@code traceparent} of an event.
   *
   * @param text the value of a {@code traceparent} header
   * @return true where it has the form of version 00 of W3C Trace Context
   */
  public static boolean isTraceparent(String text) {
    return TRACEPARENT.matcher(text).matches();
  }
}
