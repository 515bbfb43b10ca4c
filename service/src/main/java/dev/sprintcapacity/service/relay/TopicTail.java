package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EventHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The last events in the event topics. Asked only where there is no cursor: then either nothing was
 * ever published, or the cursor is lost and publishing would repeat everything.
 */
final class TopicTail {

  /** Enough to step over the markers that end transactions. */
  private static final long TAIL_RECORDS = 50;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Consumer<byte[], byte[]> consumer;

  /**
   * Names an event by its headers.
   *
   * @param sprintId the key
   * @param sequence the sequence within the sprint
   * @param id the event's id
   */
  record PublishedEvent(String sprintId, long sequence, UUID id) {}

  TopicTail(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * The last event of each partition, of those that have any of ours.
   *
   * @throws RelayException where the topics cannot be read in time
   */
  Collection<PublishedEvent> lastEvents() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : TopicSetup.eventTopics()) {
      consumer
          .partitionsFor(topic)
          .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    ends.forEach((partition, end) ->
        consumer.seek(partition, Math.max(firsts.getOrDefault(partition, 0L), end - TAIL_RECORDS)));
    Map<TopicPartition, PublishedEvent> last = new HashMap<>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        event(record)
            .ifPresent(
                event -> last.put(new TopicPartition(record.topic(), record.partition()), event));
      }
      if (System.nanoTime() > deadline) {
        throw new RelayException("the ends of the event topics cannot be read", null);
      }
    }
    return last.values();
  }

  private static Optional<PublishedEvent> event(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(
          new PublishedEvent(
              header(record, EventHeaders.SUBJECT),
              Long.parseLong(header(record, EventHeaders.SEQUENCE)),
              UUID.fromString(header(record, EventHeaders.ID))));
    } catch (IllegalArgumentException _) {
      // somebody else's record
      return Optional.empty();
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
