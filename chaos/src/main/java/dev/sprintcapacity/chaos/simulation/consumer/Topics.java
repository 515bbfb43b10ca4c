package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.consumer.spi.RecordLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** The records of all topics, and the commits of the group. */
final class Topics implements RecordLog {
  private final World world;
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> logs = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private long refusedUntil;

  Topics(World world) {
    this.world = world;
  }

  /** The partitions with a number that go to a member together: of topics and redrive topics. */
  List<TopicPartition> numbered(int number) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : world.plan.topics()) {
      all.add(new TopicPartition(topic, number));
      all.add(new TopicPartition(topic + "." + WorldPlan.GROUP + ".redrive", number));
    }
    return all;
  }

  /** The partitions that events are published to. */
  List<TopicPartition> ofEvents() {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : world.plan.topics()) {
      for (int number = 0; number < world.plan.partitions(); number++) {
        all.add(new TopicPartition(topic, number));
      }
    }
    return all;
  }

  @Override
  public long append(ProducerRecord<byte[], byte[]> record) {
    TopicPartition partition =
        new TopicPartition(record.topic(), record.partition() == null ? 0 : record.partition());
    List<ConsumerRecord<byte[], byte[]>> log =
        logs.computeIfAbsent(partition, unseen -> new ArrayList<>());
    long offset = log.size();
    byte[] key = record.key();
    byte[] value = record.value();
    log.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            world.clock.millis(),
            TimestampType.CREATE_TIME,
            key == null ? ConsumerRecord.NULL_SIZE : key.length,
            value == null ? ConsumerRecord.NULL_SIZE : value.length,
            key,
            value,
            new RecordHeaders(record.headers()),
            Optional.empty()));
    return offset;
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition) {
    return Collections.unmodifiableList(logs.getOrDefault(partition, List.of()));
  }

  long end(TopicPartition partition) {
    return logs.getOrDefault(partition, List.of()).size();
  }

  @Nullable OffsetAndMetadata committed(TopicPartition partition) {
    return committed.get(partition);
  }

  void commit(TopicPartition partition, OffsetAndMetadata point) {
    committed.put(partition, point);
  }

  /** Has topics beside those of events refuse everything for a time. */
  void refuse(long nanos) {
    refusedUntil = Math.max(refusedUntil, world.now() + nanos);
  }

  void requireAvailable() {
    if (!world.calm && world.now() < refusedUntil) {
      throw new TimeoutException("the topic is not available for now");
    }
  }
}
