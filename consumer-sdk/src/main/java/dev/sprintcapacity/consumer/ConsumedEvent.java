package dev.sprintcapacity.consumer;

import dev.sprintcapacity.events.EventData;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was read from Kafka.
 *
 * @param eventType the {@code event_type}; possibly one this version does not know
 * @param timestamp when the change happened
 * @param source who says so
 * @param data the typed content; null where this version does not know the type
 * @param value the bytes of the record, brought to today's version where they had an older one; not
 *     copied, so do not change them
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // one copy per event would double what a handler costs
public record ConsumedEvent(
    String eventType, Instant timestamp, String source, @Nullable EventData data, byte[] value) {

  /** Checks that everything is there. */
  public ConsumedEvent {
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(timestamp, "timestamp");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(value, "value");
  }

  /**
   * The content as a type.
   *
   * @param type the class of the content
   * @param <T> the class of the content
   * @return the content
   * @throws ConsumerException where the event holds another one
   */
  public <T extends EventData> T data(Class<T> type) {
    if (!type.isInstance(data)) {
      throw new ConsumerException(
          "%s holds %s, not %s: register the handler for the type it reads"
              .formatted(
                  eventType,
                  data == null ? "no known content" : data.getClass().getSimpleName(),
                  type.getSimpleName()));
    }
    return type.cast(data);
  }
}
