package dev.sprintcapacity.consumer.internal.deadletter;

import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * The end of the redrive of a parked key: everything of the key that was a dead letter when its
 * redrive began stands before this in the redrive topic.
 *
 * @param partition of the topic the key is parked in, not of the redrive topic
 * @param key the parked key; not copied
 * @param through the last parked offset that the redrive saw, for people
 * @param run the state of the parked key that the redrive saw; see {@link RedrivenKeys#free}
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record UnparkRecord(TopicPartition partition, byte[] key, long through, long run) {
  /** Checks that everything is there. */
  public UnparkRecord {
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(key, "key");
  }
}
