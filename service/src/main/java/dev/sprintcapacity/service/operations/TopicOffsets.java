package dev.sprintcapacity.service.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where topics begin and end, open transactions left out.
 *
 * @param ranges by topic, and in it by partition
 */
record TopicOffsets(Map<String, Map<TopicPartition, Range>> ranges) {

  /**
   * The offsets of one partition.
   *
   * @param first of the first record that is kept
   * @param end behind the last one
   */
  record Range(long first, long end) {
    long size() {
      return Math.max(0, end - first);
    }
  }

  /** Asks Kafka; a topic that is missing has no partitions. */
  static TopicOffsets ask(Admin admin, Collection<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach((topic, answer) ->
            KafkaAnswers.awaitIfThere("partitions of topics", answer)
                .map(TopicDescription::partitions)
                .ifPresent(infos ->
                    infos.forEach(
                        info -> partitions.add(new TopicPartition(topic, info.partition())))));
    Map<TopicPartition, Long> firsts = offsets(admin, partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
    Map<String, Map<TopicPartition, Range>> ranges = new HashMap<>();
    for (TopicPartition partition : partitions) {
      ranges
          .computeIfAbsent(partition.topic(), topic -> new TreeMap<>(TopicOffsets::byNumber))
          .put(
              partition,
              new Range(firsts.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)));
    }
    return new TopicOffsets(ranges);
  }

  /** The partitions of a topic; none where it is missing. */
  Map<TopicPartition, Range> of(String topic) {
    return ranges.getOrDefault(topic, Map.of());
  }

  /** Offsets that a topic holds, all partitions together. */
  long size(String topic) {
    return of(topic).values().stream().mapToLong(Range::size).sum();
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        KafkaAnswers.await(
            "offsets of topics",
            admin
                .listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  private static int byNumber(TopicPartition one, TopicPartition other) {
    return Integer.compare(one.partition(), other.partition());
  }
}
