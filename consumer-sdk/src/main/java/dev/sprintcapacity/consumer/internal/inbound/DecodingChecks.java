package dev.sprintcapacity.consumer.internal.inbound;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.events.DecodedEvent;
import dev.sprintcapacity.events.EventDecoder;
import dev.sprintcapacity.events.EventHeaders;
import java.util.Collection;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Decodes, and looks no further: repetitions and gaps are not noticed. Thread-safe. */
public final class DecodingChecks implements InboundChecks {
  @Override
  public Inbound check(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return new Inbound.Refuse("the record has no value");
    }
    return switch (EventDecoder.decode(value)) {
      case DecodedEvent.Known known ->
          deliver(
              record,
              new ConsumedEvent(
                  known.data().type().wireName(),
                  known.time(),
                  known.source(),
                  known.data(),
                  value));
      case DecodedEvent.Unknown unknown ->
          deliver(
              record,
              new ConsumedEvent(unknown.typeName(), unknown.time(), unknown.source(), null, value));
      case DecodedEvent.Malformed malformed -> new Inbound.Refuse(malformed.reason());
    };
  }

  private static Inbound deliver(ConsumerRecord<byte[], byte[]> record, ConsumedEvent event) {
    return new Inbound.Deliver(event, id(record), sequence(record));
  }

  private static @Nullable UUID id(ConsumerRecord<byte[], byte[]> record) {
    String text = text(record.headers().lastHeader(EventHeaders.ID));
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null; // a foreign record's
    }
  }

  private static long sequence(ConsumerRecord<byte[], byte[]> record) {
    String text = text(record.headers().lastHeader(EventHeaders.SEQUENCE));
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0; // a foreign record's
    }
  }

  private static @Nullable String text(@Nullable Header header) {
    return header == null || header.value() == null ? null : new String(header.value(), US_ASCII);
  }

  @Override
  public void handled(ConsumerRecord<byte[], byte[]> record) {}

  @Override
  public void assigned(Collection<TopicPartition> partitions) {}

  @Override
  public void revoked(Collection<TopicPartition> partitions) {}
}
