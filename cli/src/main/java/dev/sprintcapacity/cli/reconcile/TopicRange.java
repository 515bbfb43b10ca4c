package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * What is read of the topics of sprint events: all partitions from their first record that is still
 * there to their ends.
 *
 * @param beginnings first offset of each partition
 * @param ends end of each partition
 * @param partitionCounts number of partitions of each topic; 0 where it does not exist
 */
record TopicRange(
    Map<TopicPartition, Long> beginnings,
    Map<TopicPartition, Long> ends,
    Map<String, Integer> partitionCounts) {
  /** Names of the topics of sprint events. */
  static final List<String> TOPICS = Arrays.stream(Topic.values()).map(Topic::topicName).toList();

  TopicRange {
    beginnings = Map.copyOf(beginnings);
    ends = Map.copyOf(ends);
    partitionCounts = Map.copyOf(partitionCounts);
  }

  /** Asks the broker; the ends are asked last. */
  static TopicRange lookUp(KafkaSide kafka) {
    Map<String, Integer> counts = new HashMap<>();
    Set<TopicPartition> partitions = new HashSet<>();
    for (String topic : TOPICS) {
      Set<TopicPartition> found = kafka.partitionsOf(topic);
      counts.put(topic, found.size());
      partitions.addAll(found);
    }
    Map<TopicPartition, Long> beginnings = kafka.beginnings(partitions);
    return new TopicRange(beginnings, kafka.ends(partitions), counts);
  }

  /** Offsets from the beginnings to the ends: somewhat more than there are records. */
  long offsetCount() {
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  /** Whether a record is before the ends. */
  boolean holds(ConsumerRecord<byte[], byte[]> found) {
    return found.offset()
        < ends.getOrDefault(new TopicPartition(found.topic(), found.partition()), 0L);
  }

  /** Topics that do not exist. */
  List<String> missingTopics() {
    List<String> missing = new ArrayList<>(TOPICS);
    missing.removeIf(topic -> partitionCounts.getOrDefault(topic, 0) > 0);
    return missing;
  }

  /** Whether the first records of a partition were removed, as retention does. */
  boolean isTruncated(String topic, int partition) {
    return beginnings.getOrDefault(new TopicPartition(topic, partition), 0L) > 0;
  }

  /** Whether the first records of the partition were removed to which producers send a key. */
  boolean isTruncatedFor(String topic, byte[] key) {
    int count = partitionCounts.getOrDefault(topic, 0);
    return count > 0 && isTruncated(topic, Utils.toPositive(Utils.murmur2(key)) % count);
  }
}
