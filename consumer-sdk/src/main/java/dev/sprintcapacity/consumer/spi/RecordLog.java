package dev.sprintcapacity.consumer.spi;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics that are not in Kafka: where a {@link dev.sprintcapacity.consumer.ManualConsumer} keeps
 * its dead letters and parked keys, in the formats and under the names they have in Kafka. Open:
 * test kits bring their own. Called by the thread that turns the consumer.
 *
 * @since 0.1.0
 */
public interface RecordLog {
  /**
   * Appends a record.
   *
   * @param record with its partition set
   * @return the offset the record got
   * @throws RuntimeException where it is not to be written; the consumer then tries again after a
   *     pause, as it does where brokers refuse a write
   */
  long append(ProducerRecord<byte[], byte[]> record);

  /**
   * Reads a partition from its beginning to its end.
   *
   * @param partition of a topic that need not exist
   * @return its records in their order; empty where there are none
   */
  List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition);
}
