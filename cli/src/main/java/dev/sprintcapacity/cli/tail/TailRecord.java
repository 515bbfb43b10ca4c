package dev.sprintcapacity.cli.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.cli.json.JsonTree;
import dev.sprintcapacity.events.EventHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is shown: bytes turned to text where they claim to be text, nothing else changed.
 *
 * @param timestamp the record's own time, which the broker keeps; not the event's
 */
record TailRecord(
    String topic,
    int partition,
    long offset,
    @Nullable Instant timestamp,
    @Nullable String key,
    List<HeaderText> headers,
    Content content) {

  /** A header; its value is null where the record has it so. */
  record HeaderText(String name, @Nullable String value) {}

  TailRecord {
    headers = List.copyOf(headers);
  }

  static TailRecord of(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    byte @Nullable [] key = kafkaRecord.key();
    return new TailRecord(
        kafkaRecord.topic(),
        kafkaRecord.partition(),
        kafkaRecord.offset(),
        kafkaRecord.timestamp() < 0 ? null : Instant.ofEpochMilli(kafkaRecord.timestamp()),
        key == null ? null : textOf(key),
        StreamSupport.stream(kafkaRecord.headers().spliterator(), false)
            .map(TailRecord::headerOf)
            .toList(),
        Content.of(kafkaRecord.value()));
  }

  /** Bytes as text; what is not UTF-8 becomes the replacement character. */
  static String textOf(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** The type of the event: what the value says, else what the header says. */
  Optional<String> eventType() {
    return field(Content.EVENT_TYPE).or(() -> header(EventHeaders.TYPE));
  }

  /** The sprint the event is about: the key, else what the data says. */
  Optional<String> sprintId() {
    return Optional.ofNullable(key)
        .or(() ->
            content instanceof Content.Envelope(JsonTree.ObjectNode object)
                ? object
                    .find("data")
                    .filter(JsonTree.ObjectNode.class::isInstance)
                    .map(JsonTree.ObjectNode.class::cast)
                    .flatMap(data -> data.findText("sprint_id"))
                : Optional.empty());
  }

  /** A member of the envelope, where there is one and it is a text. */
  Optional<String> field(String name) {
    return content instanceof Content.Envelope(JsonTree.ObjectNode object)
        ? object.findText(name)
        : Optional.empty();
  }

  /** The last header of a name, as Kafka counts. */
  Optional<String> header(String name) {
    return headers.reversed().stream()
        .filter(header -> header.name().equals(name))
        .findFirst()
        .map(HeaderText::value);
  }

  private static HeaderText headerOf(Header header) {
    byte[] value = header.value();
    return new HeaderText(header.key(), value == null ? null : textOf(value));
  }
}
