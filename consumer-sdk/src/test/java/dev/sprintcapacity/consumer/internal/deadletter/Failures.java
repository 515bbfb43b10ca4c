package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records that failed, as a consumer hands them over. */
public final class Failures {
  public static final Instant WRITTEN = Instant.parse("2025-11-27T10:30:00.123Z");
  public static final Instant FIRST = Instant.parse("2025-11-28T08:00:00Z");
  public static final Instant LAST = Instant.parse("2025-11-28T08:02:03.456789Z");

  private Failures() {}

  public static ConsumerRecord<byte[], byte[]> aRecord(
      String topic, int partition, long offset, @Nullable String key, List<Header> headers) {
    byte[] value = ("value-" + offset).getBytes(UTF_8);
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        WRITTEN.toEpochMilli(),
        TimestampType.CREATE_TIME,
        key == null ? -1 : key.length(),
        value.length,
        key == null ? null : key.getBytes(UTF_8),
        value,
        new RecordHeaders(headers),
        Optional.empty());
  }

  public static ConsumerRecord<byte[], byte[]> aRecord(
      String topic, int partition, long offset, @Nullable String key) {
    return aRecord(topic, partition, offset, key, List.of(header("ce_id", "id-" + offset)));
  }

  public static FailedRecord failed(ConsumerRecord<byte[], byte[]> record) {
    return failed(record, new IllegalStateException("no seat left"));
  }

  public static FailedRecord failed(
      ConsumerRecord<byte[], byte[]> record, @Nullable Throwable cause) {
    return new FailedRecord(record, 3, "gave up", cause, FIRST, LAST);
  }

  public static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  /** Each header as {@code name=value}. */
  public static List<String> shown(Iterable<Header> headers) {
    List<String> shown = new ArrayList<>();
    headers.forEach(header ->
        shown.add(
            header.key()
                + "="
                + (header.value() == null ? "" : new String(header.value(), UTF_8))));
    return shown;
  }
}
