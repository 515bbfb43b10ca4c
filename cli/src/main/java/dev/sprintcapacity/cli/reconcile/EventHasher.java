package dev.sprintcapacity.cli.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EventHeader;
import dev.sprintcapacity.events.EventHeaders;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Hashes events from both sides in one way: a row as the record that the relay makes of it. The
 * first half of SHA-256 over topic, key, headers in their order and value, each with its length.
 * Not safe for use by several threads.
 */
final class EventHasher {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FIRST_BYTES = 4 * 1024;
  private static final int ABSENT = -1;

  private final MessageDigest sha256;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  EventHasher() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash of a record, as it is in its topic. */
  EventHash of(ConsumerRecord<byte[], byte[]> found) {
    begin(found.topic(), found.key());
    for (Header header : found.headers()) {
      append(header.key().getBytes(UTF_8));
      append(header.value());
    }
    return end(found.value());
  }

  /** The hash of the record that a row becomes. */
  EventHash of(EventRow row) {
    begin(row.topic(), row.sprintId().getBytes(UTF_8));
    for (EventHeader header : headersOf(row)) {
      append(header.name().getBytes(UTF_8));
      append(header.value());
    }
    return end(row.value());
  }

  /** What differs between a row and a record that should be the same, for people. */
  static List<String> differences(EventRow row, ConsumerRecord<byte[], byte[]> found) {
    List<String> names = new ArrayList<>();
    if (!row.topic().equals(found.topic())) {
      names.add("topic, which should be " + row.topic());
    }
    if (!Arrays.equals(row.value(), found.value())) {
      names.add("value");
    }
    List<EventHeader> expected = headersOf(row);
    for (EventHeader header : expected) {
      Header other = found.headers().lastHeader(header.name());
      if (other == null) {
        names.add("header " + header.name() + ", which is missing");
      } else if (!Arrays.equals(header.value(), other.value())) {
        names.add("header " + header.name());
      }
    }
    if (names.isEmpty()) {
      names.add("headers, which are others, more, or in another order");
    }
    return names;
  }

  private static List<EventHeader> headersOf(EventRow row) {
    return EventHeaders.of(
        row.id(), row.type(), row.sprintId(), row.sequence(), row.occurredAt(), row.traceparent());
  }

  private void begin(String topic, byte @Nullable [] key) {
    length = 0;
    append(topic.getBytes(UTF_8));
    append(key);
  }

  private EventHash end(byte @Nullable [] value) {
    append(value);
    sha256.update(bytes, 0, length);
    byte[] digest = sha256.digest();
    return new EventHash((long) LONG.get(digest, 0), (long) LONG.get(digest, Long.BYTES));
  }

  private void append(byte @Nullable [] part) {
    int partLength = part == null ? 0 : part.length;
    if (bytes.length - length < partLength + Integer.BYTES) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + partLength + Integer.BYTES));
    }
    INT.set(bytes, length, part == null ? ABSENT : partLength);
    length += Integer.BYTES;
    if (part != null) {
      System.arraycopy(part, 0, bytes, length, partLength);
      length += partLength;
    }
  }
}
