package dev.sprintcapacity.cli.tail;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All partitions of some topics, read without a group. Partitions that appear later are read from
 * their first record, for all of it is new.
 */
final class FollowedPartitions {
  private final Consumer<byte[], byte[]> consumer;
  private final SortedSet<String> topics;
  private final Set<TopicPartition> followed = new HashSet<>();

  FollowedPartitions(Consumer<byte[], byte[]> consumer, SortedSet<String> topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /** Follows what is there from its first record on. */
  void startAtBeginning(Duration timeout) {
    Set<TopicPartition> found = lookUp(timeout);
    follow(found);
    consumer.seekToBeginning(found);
  }

  /**
   * Follows what is there from its end on.
   *
   * @param since where the broker was not there for a while: what was published from then on is
   *     shown as well
   */
  void startAtEnd(@Nullable Instant since, Duration timeout) {
    Set<TopicPartition> found = lookUp(timeout);
    Map<TopicPartition, Long> positions = new HashMap<>(consumer.endOffsets(found, timeout));
    if (since != null && !found.isEmpty()) {
      Map<TopicPartition, Long> times =
          found.stream().collect(Collectors.toMap(p -> p, _ -> since.toEpochMilli()));
      consumer
          .offsetsForTimes(times, timeout)
          .forEach((partition, first) -> positions.merge(partition, offsetOf(first), Math::min));
    }
    follow(found);
    positions.forEach(consumer::seek);
  }

  /**
   * Looks for what appeared and what is gone since the last look.
   *
   * @return whether anything is different
   */
  boolean lookAgain(Duration timeout) {
    Set<TopicPartition> found = lookUp(timeout);
    if (found.equals(followed)) {
      return false;
    }
    Set<TopicPartition> appeared = new HashSet<>(found);
    appeared.removeAll(followed);
    follow(found);
    consumer.seekToBeginning(appeared);
    return true;
  }

  /**
   * Asks the leaders of all partitions where these end.
   *
   * @return offsets between what was read and the ends
   * @throws org.apache.kafka.common.errors.TimeoutException where a leader does not answer
   */
  long remainingOffsets(Duration timeout) {
    return consumer.endOffsets(followed, timeout).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey(), timeout)))
        .sum();
  }

  /** Goes on where the broker still has records: those at the asked offsets are gone. */
  void restart(Collection<TopicPartition> partitions) {
    consumer.seekToBeginning(partitions);
  }

  /** Reads everything again from its first record. */
  void restartAll() {
    consumer.seekToBeginning(followed);
  }

  /** Nothing is there yet to read from. */
  boolean isEmpty() {
    return followed.isEmpty();
  }

  /** Each topic with the number of its partitions; 0 where the topic does not exist. */
  SortedMap<String, Integer> partitionCounts() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    topics.forEach(topic -> counts.put(topic, 0));
    followed.forEach(partition -> counts.merge(partition.topic(), 1, Integer::sum));
    return counts;
  }

  private Set<TopicPartition> lookUp(Duration timeout) {
    return topics.stream()
        .flatMap(topic -> partitionsOf(topic, timeout).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .collect(Collectors.toSet());
  }

  private List<PartitionInfo> partitionsOf(String topic, Duration timeout) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic, timeout);
    return partitions == null ? List.of() : partitions;
  }

  private void follow(Set<TopicPartition> found) {
    consumer.assign(found);
    followed.clear();
    followed.addAll(found);
  }

  private static long offsetOf(@Nullable OffsetAndTimestamp first) {
    return first == null ? Long.MAX_VALUE : first.offset();
  }
}
