package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions from their first record to where they end now. Fails where nothing comes for a
 * while. For one thread at a time.
 */
public final class PartitionReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Consumer<byte[], byte[]> consumer;
  private final Duration patience;
  private final LongSupplier nanoTime;

  /**
   * Takes a consumer over.
   *
   * @param consumer without a group; closed with this
   * @param patience how long an answer may take, and how long nothing may come
   * @param nanoTime a clock for that
   */
  public PartitionReader(
      Consumer<byte[], byte[]> consumer, Duration patience, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** The partitions of a topic, in order; none where it does not exist. */
  public List<TopicPartition> partitionsOf(String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic, patience);
    List<TopicPartition> partitions = new ArrayList<>();
    if (found != null) {
      found.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  /** Where partitions begin. To be asked before {@link #seek}. */
  public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    assign(partitions);
    return consumer.beginningOffsets(partitions, patience);
  }

  /** Where partitions end now, open transactions left out. To be asked before {@link #seek}. */
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    assign(partitions);
    return consumer.endOffsets(partitions, patience);
  }

  /** Where the first record stands that was written at or after a time; the end where none is. */
  public long firstAt(TopicPartition partition, Instant time) {
    assign(Set.of(partition));
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, millis(time)), patience).get(partition);
    return first == null ? ends(Set.of(partition)).getOrDefault(partition, 0L) : first.offset();
  }

  /** Reads from the first record on. */
  public void read(
      Collection<TopicPartition> partitions,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(beginnings(partitions), ends(partitions), each);
  }

  /**
   * Reads ranges of offsets; the order of records is kept within a partition.
   *
   * @throws ConsumerException where nothing comes for a while
   */
  public void read(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    seek(from, ends);
    long lastProgress = nanoTime.getAsLong();
    while (!consumer.assignment().isEmpty()) {
      List<ConsumerRecord<byte[], byte[]>> records = next(ends);
      records.forEach(each);
      if (!records.isEmpty()) {
        lastProgress = nanoTime.getAsLong();
      } else if (nanoTime.getAsLong() - lastProgress > patience.toNanos()) {
        throw new ConsumerException(
            "%s cannot be read to their ends: nothing came for %d s; look whether their leaders are there"
                .formatted(consumer.assignment(), patience.toSeconds()));
      }
    }
  }

  /** Begins to read; partitions with nothing in the range are left out. */
  public void seek(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    from.forEach((partition, offset) -> {
      if (offset < ends.getOrDefault(partition, 0L)) {
        positions.put(partition, offset);
      }
    });
    consumer.assign(positions.keySet());
    positions.forEach(consumer::seek);
  }

  /** Whether everything that {@link #seek} asked for was read. */
  public boolean isAtEnd() {
    return consumer.assignment().isEmpty();
  }

  /** What comes next, within a moment; drops partitions that are read to their ends. */
  public List<ConsumerRecord<byte[], byte[]>> next(Map<TopicPartition, Long> ends) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < ends.getOrDefault(partition, 0L)) {
        records.add(record);
      }
    }
    Set<TopicPartition> left = new HashSet<>(consumer.assignment());
    if (left.removeIf(
        partition -> consumer.position(partition, patience) >= ends.getOrDefault(partition, 0L))) {
      consumer.assign(left);
    }
    return records;
  }

  /** Kafka knows no time before 1970, and negative numbers mean something else to it. */
  private static long millis(Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return time.isAfter(LATEST) ? Long.MAX_VALUE : time.toEpochMilli();
  }

  /** The client warns of answers about partitions that it does not read. */
  private void assign(Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
  }

  @Override
  public void close() {
    try {
      consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    } catch (KafkaException e) {
      throw new ConsumerException("a reader did not close: " + e.getMessage(), e);
    }
  }
}
