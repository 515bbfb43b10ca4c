package dev.sprintcapacity.testkit;

import static java.util.Objects.requireNonNullElse;

import dev.sprintcapacity.consumer.spi.RecordLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a consumer: the records of all topics, and what the group committed. Remembers the
 * order in which records arrived over all partitions. For one thread.
 */
final class MemoryBroker implements RecordLog {
  private final int partitions;
  private final ManualClock clock;
  private final Map<TopicPartition, List<Arrival>> logs = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private Predicate<String> refuses = topic -> false;
  private long arrivals;

  /** A record with its place in the order of all records. */
  record Arrival(long number, ConsumerRecord<byte[], byte[]> record) {}

  MemoryBroker(int partitions, ManualClock clock) {
    this.partitions = partitions;
    this.clock = clock;
  }

  int partitions() {
    return partitions;
  }

  /** Appends to the partition that the record names, or that its key belongs to. */
  @Override
  public long append(ProducerRecord<byte[], byte[]> record) {
    if (refuses.test(record.topic())) {
      throw new TestKitException("nothing can be written to %s for now".formatted(record.topic()));
    }
    Integer number = record.partition();
    TopicPartition partition =
        number == null
            ? partitionOf(record.topic(), record.key())
            : new TopicPartition(record.topic(), number);
    if (partition.partition() >= partitions) {
      throw new TestKitException(
          "%s is not there: topics have %d partitions".formatted(partition, partitions));
    }
    List<Arrival> log = logs.computeIfAbsent(partition, same -> new ArrayList<>());
    long offset = log.size();
    log.add(new Arrival(arrivals++, read(record, partition, offset)));
    return offset;
  }

  private ConsumerRecord<byte[], byte[]> read(
      ProducerRecord<byte[], byte[]> record, TopicPartition partition, long offset) {
    byte[] key = record.key();
    byte[] value = record.value();
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        requireNonNullElse(record.timestamp(), clock.millis()),
        TimestampType.CREATE_TIME,
        key == null ? ConsumerRecord.NULL_SIZE : key.length,
        value == null ? ConsumerRecord.NULL_SIZE : value.length,
        key,
        value,
        record.headers(),
        Optional.empty());
  }

  /** As Kafka's own producer does; what has no key goes to the first partition. */
  TopicPartition partitionOf(String topic, byte @Nullable [] key) {
    return new TopicPartition(
        topic, key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % partitions);
  }

  /** While a topic is refused, nothing can be written to it. */
  void refuse(Predicate<String> topics) {
    refuses = topics;
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition) {
    return logs.getOrDefault(partition, List.of()).stream().map(Arrival::record).toList();
  }

  /** The record at an offset; null at the end. */
  @Nullable Arrival at(TopicPartition partition, long offset) {
    List<Arrival> log = logs.getOrDefault(partition, List.of());
    return offset < log.size() ? log.get(Math.toIntExact(offset)) : null;
  }

  long end(TopicPartition partition) {
    return logs.getOrDefault(partition, List.of()).size();
  }

  void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    committed.putAll(offsets);
  }

  @Nullable OffsetAndMetadata committed(TopicPartition partition) {
    return committed.get(partition);
  }
}
