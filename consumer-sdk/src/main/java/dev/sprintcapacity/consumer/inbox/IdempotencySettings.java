package dev.sprintcapacity.consumer.inbox;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Duration;
import java.util.Objects;

/**
 * What a member remembers in memory of the events it handled, and what it does with those that come
 * again. The memory is bounded, belongs to one member, and is forgotten when a partition is revoked
 * or the process ends: it makes repetitions rare, not impossible. What must happen once needs the
 * {@link TransactionalInbox}.
 *
 * <p><b>Reading uncommitted.</b> With {@code isolation.level=read_uncommitted} an event arrives
 * without waiting for the commit of the Kafka transaction it was published in. It is a true event
 * even where that transaction aborts: only rows committed to the database are published at all.
 * What the relay published in an aborted transaction it publishes again, with the same ids and
 * numbers, from an event that is not later; within a topic and key the records are therefore runs
 * of growing numbers, each beginning at or before the successor of the last one seen. Leaving out
 * what is not greater than the last one handled gives every event once and in order. That holds
 *
 * <ul>
 *   <li>with both policies at {@link RepeatPolicy#SKIP},
 *   <li>for one member, as long as it remembers the key: after a restart, a rebalance, or more than
 *       {@link #keysPerPartition()} other keys, it handles again what it had from aborted
 *       transactions and what is published again only then; the {@link TransactionalInbox} leaves
 *       that out,
 *   <li>as long as the database keeps what it committed: where it is restored from a backup, a
 *       reader of uncommitted records may have seen events that no reader of committed ones will.
 * </ul>
 *
 * @param duplicate for an event with the {@code ce_id} of one handled before, or with the {@code
 *     ce_sequence} of the last one of its key and topic
 * @param stale for an event with a smaller {@code ce_sequence} than the last one handled of its key
 *     and topic, whose {@code ce_id} is not remembered
 * @param gap for an event whose predecessor has not come
 * @param gapPatience how long {@link GapPolicy#WAIT} waits; above 0, at most 5 minutes
 * @param idsPerPartition ids remembered per partition, at least; 1 to 1,000,000. Rounded up to a
 *     power of two, of which each takes at most 64 bytes; memory is taken as they come
 * @param keysPerPartition keys remembered per partition, those used last; 1 to 1,000,000. Takes
 *     about 250 bytes each
 * @since 0.1.0
 */
public record IdempotencySettings(
    RepeatPolicy duplicate,
    RepeatPolicy stale,
    GapPolicy gap,
    Duration gapPatience,
    int idsPerPartition,
    int keysPerPartition) {
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 1_000_000;

  /** Skips what comes again, does not look for gaps, remembers 8,192 ids and keys per partition. */
  public static final IdempotencySettings DEFAULT =
      new IdempotencySettings(
          RepeatPolicy.SKIP,
          RepeatPolicy.SKIP,
          GapPolicy.UNCHECKED,
          Duration.ofSeconds(5),
          8_192,
          8_192);

  /** Checks every range. */
  public IdempotencySettings {
    Objects.requireNonNull(duplicate, "duplicate");
    Objects.requireNonNull(stale, "stale");
    Objects.requireNonNull(gap, "gap");
    if (!gapPatience.isPositive() || gapPatience.compareTo(LONGEST_PATIENCE) > 0) {
      throw new ConsumerException(
          "gapPatience must be above 0 and at most %s, but is %s"
              .formatted(LONGEST_PATIENCE, gapPatience));
    }
    requireRemembered("idsPerPartition", idsPerPartition);
    requireRemembered("keysPerPartition", keysPerPartition);
  }

  private static void requireRemembered(String name, int value) {
    if (value < 1 || value > MOST_REMEMBERED) {
      throw new ConsumerException(
          "%s must be 1 to %d, but is %d".formatted(name, MOST_REMEMBERED, value));
    }
  }

  /**
   * The same with another policy for duplicates.
   *
   * @param policy the policy
   * @return a copy
   */
  public IdempotencySettings withDuplicate(RepeatPolicy policy) {
    return new IdempotencySettings(
        policy, stale, gap, gapPatience, idsPerPartition, keysPerPartition);
  }

  /**
   * The same with another policy for stale events.
   *
   * @param policy the policy
   * @return a copy
   */
  public IdempotencySettings withStale(RepeatPolicy policy) {
    return new IdempotencySettings(
        duplicate, policy, gap, gapPatience, idsPerPartition, keysPerPartition);
  }

  /**
   * The same with another policy for gaps.
   *
   * @param policy the policy
   * @param patience how long {@link GapPolicy#WAIT} waits
   * @return a copy
   */
  public IdempotencySettings withGap(GapPolicy policy, Duration patience) {
    return new IdempotencySettings(
        duplicate, stale, policy, patience, idsPerPartition, keysPerPartition);
  }

  /**
   * The same with other bounds of memory.
   *
   * @param ids remembered per partition, at least
   * @param keys remembered per partition
   * @return a copy
   */
  public IdempotencySettings withMemory(int ids, int keys) {
    return new IdempotencySettings(duplicate, stale, gap, gapPatience, ids, keys);
  }
}
