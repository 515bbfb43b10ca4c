package dev.sprintcapacity.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.EventType;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Records as the service publishes them, and records that nobody should publish. No state;
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class EventRecords {
  private static final byte[] NOT_JSON = {(byte) 0xC3, 0x28, 0x00, (byte) 0xFF, '{', '"'};

  private EventRecords() {}

  /**
   * The record of an event: topic, key, value and headers as the service writes them.
   *
   * @param event the event
   * @return the record, for whatever partition its key belongs to
   */
  public static ProducerRecord<byte[], byte[]> of(Event event) {
    EncodedEvent encoded = EventEncoder.encode(event);
    return record(encoded, encoded.value());
  }

  /**
   * Poison: bytes that are neither UTF-8 nor JSON, without any header.
   *
   * @param type whose topic it stands in
   * @param sprintId the key
   * @return the record
   */
  public static ProducerRecord<byte[], byte[]> poisonBytes(EventType type, String sprintId) {
    return new ProducerRecord<>(
        type.topic().topicName(), sprintId.getBytes(UTF_8), NOT_JSON.clone());
  }

  /**
   * Poison: the headers of a real event, and a well-formed envelope of its type whose {@code data}
   * lacks every member.
   *
   * @param event the event whose place it takes, with its id and sequence
   * @return the record
   */
  public static ProducerRecord<byte[], byte[]> poisonValue(Event event) {
    EncodedEvent encoded = EventEncoder.encode(event);
    String whole = new String(encoded.value(), UTF_8);
    String hollow = whole.substring(0, whole.indexOf("\"data\":")) + "\"data\":{}}";
    return record(encoded, hollow.getBytes(UTF_8));
  }

  /**
   * An event of a type that this version does not know, as a newer service may publish.
   *
   * @param event the event whose place it takes, with its sequence; it gets an id of its own
   * @param eventType the type's name on the wire
   * @return the record, in the topic of the event
   */
  public static ProducerRecord<byte[], byte[]> unknownType(Event event, String eventType) {
    EncodedEvent encoded = EventEncoder.encode(event);
    String known = "\"event_type\":\"%s\"".formatted(encoded.type().wireName());
    String value =
        new String(encoded.value(), UTF_8)
            .replace(known, "\"event_type\":\"%s\"".formatted(eventType));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            encoded.type().topic().topicName(),
            encoded.key().getBytes(UTF_8),
            value.getBytes(UTF_8));
    UUID id = UUID.nameUUIDFromBytes((encoded.id() + eventType).getBytes(UTF_8));
    EventHeaders.of(id, eventType, encoded.key(), encoded.sequence(), encoded.time(), null)
        .forEach(header -> record.headers().add(header.name(), header.value()));
    return record;
  }

  private static ProducerRecord<byte[], byte[]> record(EncodedEvent event, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(event.type().topic().topicName(), event.key().getBytes(UTF_8), value);
    Headers headers = record.headers();
    EventHeaders.of(event).forEach(header -> headers.add(header.name(), header.value()));
    return record;
  }
}
