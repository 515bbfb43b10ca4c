package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.schema.SchemaVersion;
import dev.sprintcapacity.events.EventHeaders;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a record say. A header that cannot be read counts as absent: the value is
 * what readers in any language go by, and without the header the event is handled as one of a
 * producer that sends none. So it is neither recognised as a repetition nor lost.
 *
 * @param id the event's id; null where absent or unreadable
 * @param sequence the event's number, from 1; 0 where absent or unreadable
 * @param typeName the {@code ce_type}; null where absent
 * @param schema the version of the value; null where absent or unreadable
 * @param unreadable how many of these headers are there and cannot be read
 */
record RecordFacts(
    @Nullable UUID id,
    long sequence,
    @Nullable String typeName,
    @Nullable SchemaVersion schema,
    int unreadable) {
  /** Length of a UUID's text. */
  private static final int UUID_LENGTH = 36;

  /** Longer numbers may not fit a long. */
  private static final int MAX_DIGITS = 18;

  /** Reads each header once: to look up one by its name goes over all of them. */
  static RecordFacts of(ConsumerRecord<byte[], byte[]> record) {
    byte[] idBytes = null;
    byte[] sequenceBytes = null;
    byte[] schemaBytes = null;
    byte[] typeBytes = null;
    for (Header header : record.headers()) {
      switch (header.key()) {
        case EventHeaders.ID -> idBytes = header.value();
        case EventHeaders.SEQUENCE -> sequenceBytes = header.value();
        case EventHeaders.DATA_SCHEMA -> schemaBytes = header.value();
        case EventHeaders.TYPE -> typeBytes = header.value();
        default -> {}
      }
    }
    UUID id = uuid(idBytes);
    long sequence = positive(sequenceBytes);
    SchemaVersion schema = schemaBytes == null ? null : KnownTexts.schema(schemaBytes);
    int unreadable = 0;
    unreadable += idBytes != null && id == null ? 1 : 0;
    unreadable += sequenceBytes != null && sequence == 0 ? 1 : 0;
    unreadable += schemaBytes != null && schema == null ? 1 : 0;
    String type = typeBytes == null ? null : KnownTexts.typeName(typeBytes);
    return new RecordFacts(id, sequence, type, schema, unreadable);
  }

  /** The {@code ce_id} of a record; null where absent or unreadable. */
  static @Nullable UUID id(ConsumerRecord<byte[], byte[]> record) {
    return uuid(header(record, EventHeaders.ID));
  }

  /** The {@code ce_sequence} of a record with a key; 0 where absent, unreadable or without key. */
  static long keySequence(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? 0 : positive(header(record, EventHeaders.SEQUENCE));
  }

  private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  /** Strict, unlike {@link UUID#fromString}; the nil UUID is no id. */
  private static @Nullable UUID uuid(byte @Nullable [] text) {
    if (text == null || text.length != UUID_LENGTH) {
      return null;
    }
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash) {
        if (text[i] != '-') {
          return null;
        }
        continue;
      }
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return null;
      }
      if (digits++ < 16) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return (high | low) == 0 ? null : new UUID(high, low);
  }

  /** A decimal number from 1, without sign and leading zeros; 0 where it is none. */
  private static long positive(byte @Nullable [] text) {
    if (text == null || text.length == 0 || text.length > MAX_DIGITS || text[0] == '0') {
      return 0;
    }
    long number = 0;
    for (byte digit : text) {
      if (digit < '0' || digit > '9') {
        return 0;
      }
      number = number * 10 + (digit - '0');
    }
    return number;
  }
}
