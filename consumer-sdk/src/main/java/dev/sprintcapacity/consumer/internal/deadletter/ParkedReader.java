package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.PartitionReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what is parked: the newest state of each key, without those that are free again. */
public final class ParkedReader {
  private ParkedReader() {}

  /**
   * Reads to the end.
   *
   * @param reader to read with
   * @param topics of the group
   * @param partitions of the topic, by their numbers
   * @return lanes of the topic and their states; empty where the parked topic does not exist
   */
  public static Map<KeyLane, ParkedState> read(
      PartitionReader reader, GroupTopics topics, Collection<Integer> partitions) {
    Map<KeyLane, ParkedState> parked = new HashMap<>();
    List<TopicPartition> there =
        reader.partitionsOf(topics.parked()).stream()
            .filter(partition -> partitions.contains(partition.partition()))
            .toList();
    reader.read(there, record -> apply(record, topics, parked));
    return parked;
  }

  /**
   * Applies a record of the parked topic to what was read before it.
   *
   * @param record of the parked topic
   * @param topics of the group
   * @param parked what was read so far; changed
   */
  public static void apply(
      ConsumerRecord<byte[], byte[]> record, GroupTopics topics, Map<KeyLane, ParkedState> parked) {
    KeyLane lane =
        new KeyLane(new TopicPartition(topics.topic(), record.partition()), record.key());
    if (record.value() == null) {
      parked.remove(lane);
    } else {
      parked.put(lane, ParkedState.of(record.value(), record.offset()));
    }
  }
}
