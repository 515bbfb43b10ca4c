package dev.sprintcapacity.chaos.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.checker.ConsumedRecord;
import dev.sprintcapacity.chaos.checker.Contents;
import dev.sprintcapacity.chaos.checker.RecordHeaders;
import dev.sprintcapacity.events.EventHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Turns what Kafka hands out into what the checker judges. */
final class Records {
  private static final byte[] NOTHING = new byte[0];

  private Records() {}

  static ConsumedRecord of(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    return new ConsumedRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        record.key(),
        new RecordHeaders(
            header(record, EventHeaders.ID, UUID::fromString),
            header(record, EventHeaders.SEQUENCE, Long::valueOf),
            header(record, EventHeaders.TYPE, Function.identity()),
            header(record, EventHeaders.SUBJECT, Function.identity()),
            header(record, EventHeaders.TIME, Instant::parse)),
        Contents.of(value == null ? NOTHING : value));
  }

  private static <T> @Nullable T header(
      ConsumerRecord<String, byte[]> record, String name, Function<String, T> reading) {
    Header header = record.headers().lastHeader(name);
    if (header == null || header.value() == null) {
      return null;
    }
    try {
      return reading.apply(new String(header.value(), UTF_8));
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }
}
