package dev.sprintcapacity.consumer.internal.deadletter;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which keys wait behind a dead letter. Survives restart and rebalance. Thread-safe; asked for
 * every record, so {@link #isParked} costs nothing where no key is parked.
 *
 * <p>Partitions are those of the topics, never of redrive topics. A record without a key has no
 * successor to keep waiting: without a key nothing is parked.
 *
 * <p><strong>First the dead letter, then the parked state</strong>, each acknowledged before the
 * next: a redrive takes what is parked for what has a letter.
 */
public interface ParkedKeys {
  /**
   * Reads what is parked in these partitions; called at assignment, before their first record.
   *
   * @throws ParkedKeysUnreadableException within a bounded time; the partitions must then not be
   *     processed
   */
  void assigned(Collection<TopicPartition> partitions);

  /** Forgets these partitions; another member has them now. */
  void revoked(Collection<TopicPartition> partitions);

  /** Whether events of this key are to be parked behind an earlier one. */
  boolean isParked(TopicPartition partition, byte @Nullable [] key);

  /**
   * Parks the key, or notes that one more of its events was parked; completes when that is durable.
   * The key counts as parked from the call on. Where it completes exceptionally, call again after a
   * pause.
   */
  CompletionStage<Void> park(TopicPartition partition, byte @Nullable [] key, long offset);
}
