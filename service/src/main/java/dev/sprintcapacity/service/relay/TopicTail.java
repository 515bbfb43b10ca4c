package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The last events in the event topics, to compare with the log before anything is published.
 * Bounded by a number of offsets in each partition, however long the topics are.
 */
final class TopicTail {

  /** Some 25 events where each has a transaction of its own, as a marker follows each of them. */
  private static final long TAIL_RECORDS = 50;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Consumer<byte[], byte[]> consumer;

  /**
   * The end of the topics.
   *
   * @param events those of our form, ascending by offset within a partition
   * @param shared whether another relay publishes to the topics too
   */
  record Tail(List<PublishedEvent> events, boolean shared) {
    Tail {
      events = List.copyOf(events);
    }
  }

  TopicTail(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * The last events of each partition, of those that have any of our form.
   *
   * @throws RelayException where the topics cannot be read in time
   */
  List<PublishedEvent> lastEvents() {
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
    List<PublishedEvent> last = new ArrayList<>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        event(record).ifPresent(last::add);
      }
      if (System.nanoTime() > deadline) {
        throw new RelayException("the ends of the event topics cannot be read", null);
      }
    }
    return last;
  }

  private static Optional<PublishedEvent> event(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          PublishedEvent.of(
              header(record, EventHeaders.SUBJECT),
              Long.parseLong(header(record, EventHeaders.SEQUENCE)),
              UUID.fromString(header(record, EventHeaders.ID)),
              record.topic(),
              value));
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
