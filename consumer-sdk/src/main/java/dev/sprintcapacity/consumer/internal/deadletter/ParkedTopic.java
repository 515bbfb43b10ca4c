package dev.sprintcapacity.consumer.internal.deadletter;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where the states of parked keys are kept: {@code <topic>.<group>.parked} for each topic. Open:
 * Kafka, or a log in memory. Thread-safe.
 */
public interface ParkedTopic {
  /** Connects, and makes the topics that are missing, as far as rights allow. */
  void start();

  /**
   * Reads to the end, within a bounded time.
   *
   * @param partitions of each topic, by their numbers
   * @return lanes of the topics and their newest states
   */
  Map<KeyLane, ParkedState> read(Map<String, Set<Integer>> partitions);

  /**
   * Writes a state of a key; states of one key in the order of the calls.
   *
   * @param value the state; null where the key is free
   * @return the offset, when the state is durable
   */
  CompletionStage<Long> write(KeyLane lane, byte[] key, byte @Nullable [] value);

  /**
   * Waits until writes are complete, whatever way, no longer than writes can take.
   *
   * @param writes those that were begun here
   * @throws dev.sprintcapacity.consumer.ConsumerException where they are not
   */
  void await(CompletableFuture<?> writes);

  /** Ends within the bound; what was not acknowledged was not written. */
  void close(Duration limit);
}
