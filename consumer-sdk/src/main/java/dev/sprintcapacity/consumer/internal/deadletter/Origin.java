package dev.sprintcapacity.consumer.internal.deadletter;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stood when it failed for the first time.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 * @param timestamp the record's timestamp; null where it had none
 */
public record Origin(String topic, int partition, long offset, @Nullable Instant timestamp) {
  /** Checks that everything is there. */
  public Origin {
    Objects.requireNonNull(topic, "topic");
  }

  static Origin of(ConsumerRecord<?, ?> record) {
    return new Origin(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp() < 0 ? null : Instant.ofEpochMilli(record.timestamp()));
  }

  /** The partition of the topic. */
  public TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }
}
