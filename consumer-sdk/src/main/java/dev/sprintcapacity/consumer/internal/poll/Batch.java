package dev.sprintcapacity.consumer.internal.poll;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought, partition by partition, as far as it is not dispatched. Lives outside of
 * the thread that polled, so that another can go on with it. Belongs to the leader.
 */
final class Batch {
  static final Batch EMPTY = new Batch(ConsumerRecords.empty());

  private final ConsumerRecords<byte[], byte[]> records;
  private final Iterator<TopicPartition> partitions;
  private List<ConsumerRecord<byte[], byte[]>> current = List.of();
  private int at;

  Batch(ConsumerRecords<byte[], byte[]> records) {
    this.records = records;
    this.partitions = records.partitions().iterator();
  }

  /** Whether a record is left; the next one is {@link #first()} then. */
  boolean hasRecord() {
    while (at == current.size()) {
      if (!partitions.hasNext()) {
        return false;
      }
      current = records.records(partitions.next());
      at = 0;
    }
    return true;
  }

  /** The first that is left. */
  ConsumerRecord<byte[], byte[]> first() {
    return current.get(at);
  }

  /** Takes the first away. */
  void dropFirst() {
    at++;
  }

  /** Where what is left begins, partition by partition. */
  Map<TopicPartition, Long> left() {
    Map<TopicPartition, Long> left = new HashMap<>();
    if (at < current.size()) {
      ConsumerRecord<byte[], byte[]> first = first();
      left.put(new TopicPartition(first.topic(), first.partition()), first.offset());
    }
    while (partitions.hasNext()) {
      TopicPartition partition = partitions.next();
      left.put(partition, records.records(partition).getFirst().offset());
    }
    return left;
  }

  /** Takes away all that is left of the partition of the first. */
  void dropPartition() {
    at = current.size();
  }
}
