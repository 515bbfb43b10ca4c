package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.sprintcapacity.events.EventHeaders;
import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import dev.sprintcapacity.service.relay.ports.RelayException;
import dev.sprintcapacity.service.relay.ports.TopicEnds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/**
 * The last events in the event topics, to compare with the log before anything is published.
 * Bounded by a number of offsets in each partition, however long the topics are.
 */
final class TopicTail {

  /** Some 25 events where each has a transaction of its own, as a marker follows each of them. */
  private static final long TAIL_RECORDS = 50;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /**
   * Where an event is not among those, it is looked for here: behind it may stand what aborted
   * transactions left, and as many markers as there were transactions.
   */
  private static final long FURTHER_RECORDS = 20_000;

  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;

  TopicTail(Admin admin, Consumer<byte[], byte[]> consumer) {
    this.admin = admin;
    this.consumer = consumer;
  }

  /**
   * The last events of each partition, of those that have any of our form.
   *
   * @throws RelayException where the topics cannot be read in time
   */
  List<PublishedEvent> lastEvents() {
    List<TopicPartition> partitions =
        TopicSetup.eventTopics().stream().flatMap(topic -> partitionsOf(topic).stream()).toList();
    // assigned first: the client warns of each partition that it is asked about without
    consumer.assign(partitions);
    return read(partitions, consumer.endOffsets(partitions), TAIL_RECORDS);
  }

  /**
   * An event that was published and is gone from its topic: of those that must be last in their
   * partition, one that is neither at its end nor some way before it. None where a topic has no
   * beginning any more, as retention may have removed it, or another relay publishes to it too.
   *
   * @param published the events published last, newest first
   * @param tail the end of the topics
   * @throws RelayException where the topics cannot be read in time
   */
  Optional<PublishedEvent> lost(List<PublishedEvent> published, TopicEnds tail) {
    Set<UUID> found = ids(tail.events());
    List<PublishedEvent> suspects =
        lastOfPartitions(published).stream().filter(each -> !found.contains(each.id())).toList();
    if (suspects.isEmpty() || tail.shared()) {
      return Optional.empty();
    }
    List<TopicPartition> partitions =
        suspects.stream()
            .map(PublishedEvent::topic)
            .distinct()
            .map(this::partitionsOf)
            .filter(each ->
                consumer.beginningOffsets(each).values().stream().allMatch(first -> first == 0))
            .flatMap(List::stream)
            .toList();
    found.addAll(ids(read(partitions, writtenEnds(partitions), FURTHER_RECORDS)));
    Set<String> whole = partitions.stream().map(TopicPartition::topic).collect(toSet());
    return suspects.stream()
        .filter(each -> whole.contains(each.topic()) && !found.contains(each.id()))
        .findFirst();
  }

  /** With the producer's own partitioner; one that somebody configured only makes it look more. */
  private List<PublishedEvent> lastOfPartitions(List<PublishedEvent> newestFirst) {
    Map<TopicPartition, PublishedEvent> last = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    TopicSetup.eventTopics().forEach(topic -> counts.put(topic, partitionsOf(topic).size()));
    for (PublishedEvent each : newestFirst) {
      Integer count = counts.get(each.topic());
      if (count != null) {
        int hash = Utils.toPositive(Utils.murmur2(each.sprintId().getBytes(UTF_8)));
        last.putIfAbsent(new TopicPartition(each.topic(), hash % count), each);
      }
    }
    return List.copyOf(last.values());
  }

  private static Set<UUID> ids(List<PublishedEvent> events) {
    return events.stream().map(PublishedEvent::id).collect(toCollection(HashSet::new));
  }

  private List<TopicPartition> partitionsOf(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(each -> new TopicPartition(topic, each.partition()))
        .toList();
  }

  /** The ends as written: what is committed may stand behind an open transaction of another. */
  private Map<TopicPartition, Long> writtenEnds(List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(each -> latest.put(each, OffsetSpec.latest()));
    try {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new RelayException(
          "Kafka could not tell the ends of the event topics: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private List<PublishedEvent> read(
      List<TopicPartition> partitions, Map<TopicPartition, Long> ends, long records) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> firsts = consumer.beginningOffsets(partitions);
    ends.forEach((partition, end) ->
        consumer.seek(partition, Math.max(firsts.getOrDefault(partition, 0L), end - records)));
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
