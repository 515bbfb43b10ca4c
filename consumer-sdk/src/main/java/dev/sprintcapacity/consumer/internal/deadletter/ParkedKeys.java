package dev.sprintcapacity.consumer.internal.deadletter;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which keys wait behind a dead letter. Survives restart and rebalance. Thread-safe; asked for
 * every record, so {@link #isParked} costs nothing where no key is parked.
 */
public interface ParkedKeys {
  /** Reads what is parked in these partitions; called at assignment, before their first record. */
  void assigned(Collection<TopicPartition> partitions);

  /** Forgets these partitions; another member has them now. */
  void revoked(Collection<TopicPartition> partitions);

  /** Whether events of this key are to be parked behind an earlier one. */
  boolean isParked(TopicPartition partition, byte @Nullable [] key);

  /**
   * Parks the key, or notes that one more of its events was parked; completes when that is durable.
   */
  CompletionStage<Void> park(TopicPartition partition, byte @Nullable [] key, long offset);
}
