package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.inbound.InboundCounters.Noticed;
import dev.sprintcapacity.consumer.schema.SchemaVersion;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.DecodedEvent;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventDecoder;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** From the bytes of a record to its event: upcast, decode, compare with the record, validate. */
final class EventReading {
  private static final Set<String> TOPICS =
      Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toUnmodifiableSet());

  private final Set<String> handledTypes;
  private final Upcasters upcasters;
  private final SchemaValidator validator;
  private final String redriveSuffix;
  private final Map<EventType, Integer> versions = new EnumMap<>(EventType.class);

  EventReading(InboundSettings settings) {
    this.handledTypes = settings.handledTypes();
    this.upcasters = settings.upcasters();
    this.validator = settings.validator();
    this.redriveSuffix = settings.redriveSuffix();
    for (EventType type : EventType.values()) {
      versions.put(type, SchemaVersion.current(type).version());
    }
  }

  Inbound read(ConsumerRecord<byte[], byte[]> record, RecordFacts facts, Tally tally) {
    byte[] value = record.value();
    if (value == null) {
      tally.add(Noticed.MALFORMED);
      return new Inbound.Refuse("the record has no value");
    }
    SchemaVersion schema = facts.schema();
    EventType described =
        schema == null ? null : EventType.fromWireName(schema.eventType()).orElse(null);
    if (schema == null || described == null) {
      return decode(record, facts, value, tally);
    }
    int current = Objects.requireNonNull(versions.get(described), "every type has a version");
    if (schema.version() > current) {
      tally.add(Noticed.NEWER_VERSION);
      return new Inbound.Refuse(
          "%s has version %d and this consumer reads up to %d: update it and redrive"
              .formatted(schema.eventType(), schema.version(), current));
    }
    if (schema.version() == current) {
      return decode(record, facts, value, tally);
    }
    byte[] upcast;
    try {
      upcast = upcasters.upcast(schema, current, value);
    } catch (ConsumerException e) {
      tally.add(Noticed.MALFORMED);
      return new Inbound.Refuse(String.valueOf(e.getMessage()));
    }
    tally.add(Noticed.UPCAST);
    return decode(record, facts, upcast, tally);
  }

  private Inbound decode(
      ConsumerRecord<byte[], byte[]> record, RecordFacts facts, byte[] value, Tally tally) {
    return switch (EventDecoder.decode(value)) {
      case DecodedEvent.Malformed malformed -> {
        tally.add(Noticed.MALFORMED);
        yield new Inbound.Refuse(malformed.reason());
      }
      case DecodedEvent.Unknown unknown -> {
        if (handledTypes.contains(unknown.typeName())) {
          yield deliver(
              facts,
              new ConsumedEvent(unknown.typeName(), unknown.time(), unknown.source(), null, value));
        }
        tally.add(Noticed.UNKNOWN_TYPE);
        yield new Inbound.Ignore("of a type this version does not know");
      }
      case DecodedEvent.Known known -> {
        String misplaced = misplacement(record, facts, known.data());
        if (misplaced != null) {
          tally.add(Noticed.MISPLACED);
          yield new Inbound.Refuse(misplaced);
        }
        yield validated(facts, known, value, tally);
      }
    };
  }

  private Inbound validated(
      RecordFacts facts, DecodedEvent.Known known, byte[] value, Tally tally) {
    String type = known.data().type().wireName();
    List<String> violations = violations(type, value);
    if (!violations.isEmpty()) {
      tally.add(Noticed.SCHEMA_VIOLATION);
      return new Inbound.Refuse("against its schema: " + String.join("; ", violations));
    }
    tally.add(Noticed.UNKNOWN_FIELD, known.unknownMembers());
    return deliver(
        facts, new ConsumedEvent(type, known.time(), known.source(), known.data(), value));
  }

  private static Inbound deliver(RecordFacts facts, ConsumedEvent event) {
    return new Inbound.Deliver(event, facts.id(), facts.sequence());
  }

  /** A validator that throws is taken for one that finds something: trying again would not help. */
  private List<String> violations(String type, byte[] value) {
    try {
      return validator.violations(type, value);
    } catch (RuntimeException e) {
      return List.of("the validator failed with " + e.getClass().getSimpleName());
    }
  }

  /**
   * What the record says and its value does not: broken clients were seen to put batches into
   * another topic, where no checksum tells. Only topics of the contract are compared, so that
   * copies may have names of their own.
   */
  private @Nullable String misplacement(
      ConsumerRecord<byte[], byte[]> record, RecordFacts facts, EventData data) {
    EventType type = data.type();
    if (facts.typeName() != null && !facts.typeName().equals(type.wireName())) {
      return "its ce_type is not its event_type, which is " + type.wireName();
    }
    String topic = record.topic();
    if (topic.endsWith(redriveSuffix)) {
      topic = topic.substring(0, topic.length() - redriveSuffix.length());
    }
    if (TOPICS.contains(topic) && !topic.equals(type.topic().topicName())) {
      return "%s belongs into %s, but was read from %s"
          .formatted(type.wireName(), type.topic().topicName(), topic);
    }
    if (record.key() != null && !isText(record.key(), data.sprintId())) {
      return "its key is not its sprint_id";
    }
    return null;
  }

  /** Ids are ASCII. */
  private static boolean isText(byte[] bytes, String ascii) {
    if (bytes.length != ascii.length()) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
