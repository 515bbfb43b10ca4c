package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.Provenance;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PartitionReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What was sent back of one partition, as its redrive topic tells: there is no second book that
 * could say otherwise. A dead letter is known by its origin and by how often it had been sent back,
 * so two copies of one letter are one. Holds some 100 bytes for each record that was sent back.
 */
final class RedriveHistory {
  private final Map<Long, Integer> newestCount = new HashMap<>();

  /** Reads the partition of the redrive topic to its end; empty where that does not exist. */
  static RedriveHistory read(PartitionReader reader, GroupTopics topics, int partition) {
    RedriveHistory history = new RedriveHistory();
    List<TopicPartition> there =
        reader.partitionsOf(topics.redrive()).stream()
            .filter(each -> each.partition() == partition)
            .toList();
    TopicPartition source = new TopicPartition(topics.topic(), partition);
    reader.read(there, record -> history.note(record, topics.group(), source));
    return history;
  }

  /** Notes what a record of the redrive topic tells. */
  void note(ConsumerRecord<byte[], byte[]> record, String group, TopicPartition source) {
    Provenance.of(record.headers())
        .filter(provenance -> provenance.unpark() == null)
        .filter(provenance -> provenance.group().equals(group))
        .filter(provenance -> provenance.origin().topicPartition().equals(source))
        .ifPresent(provenance -> sentBack(provenance.origin().offset(), provenance.redriveCount()));
  }

  /** Notes that the record of this offset was sent back for the {@code count}th time. */
  void sentBack(long offset, int count) {
    newestCount.merge(offset, count, Math::max);
  }

  /** Whether a letter that had been sent back so often before was sent back since. */
  boolean holds(Provenance letter) {
    return newestCount.getOrDefault(letter.origin().offset(), 0) > letter.redriveCount();
  }
}
