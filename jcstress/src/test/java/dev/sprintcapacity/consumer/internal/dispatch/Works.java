package dev.sprintcapacity.consumer.internal.dispatch;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Work to race with: records of one partition. */
final class Works {
  private Works() {}

  static Work inLane(Lane lane, long offset) {
    TopicPartition partition = new TopicPartition("events", 0);
    return new Work(
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null),
        null,
        new HeldPartition(partition),
        lane);
  }
}
