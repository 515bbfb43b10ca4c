package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.NotWrittenException;
import java.time.Duration;
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
 * <p>The rule that makes a redrive safe: <strong>first the dead letter, then the parked
 * state</strong>, each acknowledged before the next. A redrive notes the newest state of a key (its
 * run), then reads the letters to the end: so every letter of that state is among them. The key is
 * freed at the end of the redrive only where its state is still that one; whatever was parked
 * since, a new event or a redriven one that failed again, keeps it parked.
 */
public interface ParkedKeys {
  /** Connects. */
  void start();

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
   * The key counts as parked from the call on. Exceptionally with {@link NotWrittenException}; call
   * again after a pause.
   */
  CompletionStage<Void> park(TopicPartition partition, byte @Nullable [] key, long offset);

  /**
   * Whether a redriven record must not be handled: an earlier one of its key and its redrive failed
   * again. It is to become a dead letter again, unhandled, and {@link #parkAgain} to be called.
   *
   * @param run of the redriven record
   */
  boolean isHeld(TopicPartition partition, byte @Nullable [] key, long run);

  /**
   * As {@link #park}, for a redriven record that failed again or was held.
   *
   * @param offset it had at first
   * @param run of the redriven record
   */
  CompletionStage<Void> parkAgain(
      TopicPartition partition, byte @Nullable [] key, long offset, long run);

  /**
   * At the end of a redrive: frees the key where nothing of it was parked since the redrive began.
   * Completes, when that is durable, with whether the key is free now; where it stays parked a
   * warning says so. Exceptionally with {@link NotWrittenException}; call again after a pause.
   */
  CompletionStage<Boolean> free(UnparkRecord unpark);

  /** Ends within the bound. */
  void close(Duration limit);
}
