package dev.sprintcapacity.cli.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EventHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads what a record says of itself; a record that nobody should have written says nothing. */
final class FoundRecord {
  /** The sequence of a record that has none. */
  static final long NO_SEQUENCE = 0;

  private FoundRecord() {}

  /** The sprint: the key, or an empty text. */
  static String sprintId(ConsumerRecord<byte[], byte[]> found) {
    return found.key() == null ? "" : new String(found.key(), UTF_8);
  }

  /** The place among the events of the sprint, or {@link #NO_SEQUENCE}. */
  static long sequence(ConsumerRecord<byte[], byte[]> found) {
    Header header = found.headers().lastHeader(EventHeaders.SEQUENCE);
    if (header == null || header.value() == null) {
      return NO_SEQUENCE;
    }
    try {
      return Math.max(NO_SEQUENCE, Long.parseLong(new String(header.value(), UTF_8)));
    } catch (NumberFormatException e) {
      return NO_SEQUENCE;
    }
  }

  /** The event's id, or an empty text. */
  static String id(ConsumerRecord<byte[], byte[]> found) {
    Header header = found.headers().lastHeader(EventHeaders.ID);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
