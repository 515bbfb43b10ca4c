package dev.sprintcapacity.consumer.internal.inbound;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Decodes and judges records. {@link #check} and {@link #handled} are called in order of offset for
 * one key and by many threads for different keys.
 */
public interface InboundChecks {
  /** Judges a record; called again, with the same answer, where its handling is tried again. */
  Inbound check(ConsumerRecord<byte[], byte[]> record);

  /** Notes that a record was handled, so that a second copy of it is a duplicate. */
  void handled(ConsumerRecord<byte[], byte[]> record);

  /** Partitions this member now reads. */
  void assigned(Collection<TopicPartition> partitions);

  /** Partitions this member no longer reads: their keys are forgotten. */
  void revoked(Collection<TopicPartition> partitions);
}
