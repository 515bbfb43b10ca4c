package dev.sprintcapacity.consumer.internal.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Names partitions in a line that people read: {@code orders 0-5, payments 0,2}. */
final class PartitionNames {

  private PartitionNames() {}

  /** By topic and number; numbers that follow each other as a range. */
  static String of(Collection<TopicPartition> partitions) {
    Map<String, List<Integer>> byTopic = new TreeMap<>();
    partitions.forEach(each ->
        byTopic.computeIfAbsent(each.topic(), topic -> new ArrayList<>()).add(each.partition()));
    return byTopic.entrySet().stream()
        .map(topic -> topic.getKey() + " " + ranges(topic.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String ranges(List<Integer> numbers) {
    List<Integer> sorted = numbers.stream().sorted().toList();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < sorted.size()) {
      int first = sorted.get(i);
      int last = first;
      while (i + 1 < sorted.size() && sorted.get(i + 1) == last + 1) {
        last = sorted.get(++i);
      }
      i++;
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (last > first) {
        text.append('-').append(last);
      }
    }
    return text.toString();
  }
}
