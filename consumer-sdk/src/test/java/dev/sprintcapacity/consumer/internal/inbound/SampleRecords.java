package dev.sprintcapacity.consumer.internal.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.EventEncoder;
import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** One vocabulary of records for the tests of what comes in. */
public final class SampleRecords {
  /** When every sample event happened. */
  public static final Instant TIME = Instant.parse("2025-11-27T10:30:00.123456Z");

  private static final String SPRINT = "sprint-123";

  private SampleRecords() {}

  /** The id of the event with a number: the same for the same sprint and number. */
  public static UUID idOf(String sprint, long sequence) {
    return UUID.nameUUIDFromBytes((sprint + '#' + sequence).getBytes(UTF_8));
  }

  /** What happens when a sprint is planned. */
  public static SprintCreated aSprintCreated() {
    return new SprintCreated(
        new SprintFacts(
            SPRINT,
            "Sprint 25-01",
            "25-01",
            5,
            LocalDate.of(2025, 11, 27),
            LocalDate.of(2025, 12, 10),
            10,
            new BigDecimal("90")));
  }

  /** An event of the topic of sprints. */
  public static EncodedEvent aLifecycleEvent(String sprint, long sequence) {
    return anEvent(sequence, new SprintDeleted(sprint));
  }

  /** An event of the topic of teams. */
  public static EncodedEvent aTeamEvent(String sprint, long sequence) {
    return anEvent(
        sequence,
        new TeamMemberUpdated(
            sprint,
            "Sprint 25-01",
            List.of(new TeamMember("member-1", "Alice Johnson", "Developer", null))));
  }

  /** An event of any content. */
  public static EncodedEvent anEvent(long sequence, EventData data) {
    return EventEncoder.encode(
        new Event(idOf(data.sprintId(), sequence), TIME, sequence, null, data));
  }

  /** An event as it is read from the topic it goes to. */
  public static ConsumerRecord<byte[], byte[]> aRecord(long offset, EncodedEvent event) {
    return aRecord(event.type().topic().topicName(), offset, event);
  }

  /** An event as it is read from partition 0 of a topic. */
  public static ConsumerRecord<byte[], byte[]> aRecord(
      String topic, long offset, EncodedEvent event) {
    return aRecord(topic, offset, event.key().getBytes(UTF_8), event.value(), headersOf(event));
  }

  /** Any bytes, read from partition 0 of a topic. */
  public static ConsumerRecord<byte[], byte[]> aRecord(
      String topic, long offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        TIME.toEpochMilli(),
        TimestampType.CREATE_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        headers,
        Optional.empty());
  }

  /** The headers an event is published with. */
  public static Headers headersOf(EncodedEvent event) {
    Headers headers = new RecordHeaders();
    EventHeaders.of(event).forEach(header -> headers.add(header.name(), header.value()));
    return headers;
  }

  /** The headers of an event with one of them replaced. */
  public static Headers headersOf(EncodedEvent event, String name, String value) {
    Headers headers = headersOf(event);
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
    return headers;
  }
}
