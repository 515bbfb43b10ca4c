package dev.sprintcapacity.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.internal.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record: the names of the CloudEvents 1.0 Kafka binding, binary mode. They carry
 * what idempotency, ordering proof and validation need, so that the value stays as it is.
 *
 * @since 0.1.0
 */
public final class EventHeaders {
  /** Version of CloudEvents: always {@code 1.0}. */
  public static final String SPEC_VERSION = "ce_specversion";

  /** The event's id. */
  public static final String ID = "ce_id";

  /** The event's type, the same as {@code event_type} in the value. */
  public static final String TYPE = "ce_type";

  /** Who says so: always {@link Event#SOURCE}. */
  public static final String SOURCE = "ce_source";

  /** When the change happened, as RFC 3339 with six decimals. */
  public static final String TIME = "ce_time";

  /** The sprint's id, the same as the key. */
  public static final String SUBJECT = "ce_subject";

  /** The event's place among the events of its sprint, over both topics. */
  public static final String SEQUENCE = "ce_sequence";

  /** The URI of the JSON Schema of the value. */
  public static final String DATA_SCHEMA = "ce_dataschema";

  /** The media type of the value: always {@code application/json}. */
  public static final String CONTENT_TYPE = "content-type";

  /** W3C trace context; only where the change has one. */
  public static final String TRACEPARENT = "traceparent";

  private static final EventHeader SPEC_VERSION_1_0 = header(SPEC_VERSION, "1.0");
  private static final EventHeader SOURCE_API = header(SOURCE, Event.SOURCE);
  private static final EventHeader CONTENT_TYPE_JSON = header(CONTENT_TYPE, "application/json");

  private EventHeaders() {}

  /**
   * The headers of an encoded event.
   *
   * @param event the event
   * @return the headers in the order they have in the record
   */
  public static List<EventHeader> of(EncodedEvent event) {
    return of(
        event.id(),
        event.type().wireName(),
        event.key(),
        event.sequence(),
        event.time(),
        event.traceparent());
  }

  /**
   * The headers of an event known only by its columns; its type may be one this version does not
   * know, as while a newer version is being rolled out.
   *
   * @param id the event's id
   * @param typeName the type's name on the wire
   * @param key the id of the sprint
   * @param sequence the event's place among the events of its sprint
   * @param time when the change happened
   * @param traceparent the trace context, or null
   * @return the headers in the order they have in the record
   */
  public static List<EventHeader> of(
      UUID id,
      String typeName,
      String key,
      long sequence,
      Instant time,
      @Nullable String traceparent) {
    List<EventHeader> headers = new ArrayList<>(10);
    headers.add(SPEC_VERSION_1_0);
    headers.add(header(ID, id.toString()));
    headers.add(header(TYPE, typeName));
    headers.add(SOURCE_API);
    headers.add(header(TIME, Timestamps.rfc3339(time)));
    headers.add(header(SUBJECT, key));
    headers.add(header(SEQUENCE, Long.toString(sequence)));
    headers.add(header(DATA_SCHEMA, EventSchemas.uriOf(typeName)));
    headers.add(CONTENT_TYPE_JSON);
    if (traceparent != null) {
      headers.add(header(TRACEPARENT, traceparent));
    }
    return List.copyOf(headers);
  }

  private static EventHeader header(String name, String value) {
    return new EventHeader(name, value.getBytes(UTF_8));
  }
}
