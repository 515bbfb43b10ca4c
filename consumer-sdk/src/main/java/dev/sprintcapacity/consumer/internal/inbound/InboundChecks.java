package dev.sprintcapacity.consumer.internal.inbound;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Decodes and judges records. {@link #check} and {@link #handled} are called in order of offset for
 * one key and partition, by one thread at a time, and by many threads for different keys.
 *
 * <p>Who calls these does so before anything else is decided of a record: a repeated event of a
 * parked key is left out and not parked twice. Records without a value that only control the
 * consumer itself are not for these checks.
 */
public interface InboundChecks {
  /**
   * Judges a record; called again where its handling is tried again, and then without counting
   * again. Gives the same answer until {@link #handled} was called for a record of the key, but for
   * {@link Inbound.Wait}, which ends by itself.
   */
  Inbound check(ConsumerRecord<byte[], byte[]> record);

  /**
   * Notes that a record is done with, so that a second copy of it is a duplicate. Called once for
   * each record whose offset counts as done, whatever way it went: handled, skipped, left out,
   * parked or a dead letter. Harmless for a partition that was revoked.
   */
  void handled(ConsumerRecord<byte[], byte[]> record);

  /**
   * Partitions this member now reads, called before their first record. To go back in a partition
   * on purpose, call {@link #revoked} and this: what was handled is otherwise left out.
   */
  void assigned(Collection<TopicPartition> partitions);

  /** Partitions this member no longer reads: what was handled in them is forgotten. */
  void revoked(Collection<TopicPartition> partitions);
}
