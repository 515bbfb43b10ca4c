package dev.sprintcapacity.consumer.internal.deadletter;

import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * What a record of a redrive topic is. Closed: handle it again, free its key, or leave it out; each
 * is another step for the consumer.
 */
public sealed interface Redriven {
  /**
   * A dead letter that comes back, to be handled with {@code replay} set.
   *
   * @param record as it was when it failed for the first time: topic, partition, offset and
   *     timestamp are those of then; the headers still tell of the redrive. Give it to the sink as
   *     it is where it fails again
   * @param redriveCount at least 1
   * @param run to be asked for with {@link RedrivenKeys#isHeld} and {@link RedrivenKeys#parkAgain}
   */
  record Event(ConsumerRecord<byte[], byte[]> record, int redriveCount, long run)
      implements Redriven {}

  /**
   * The end of a key's redrive.
   *
   * @param record to be given to {@link RedrivenKeys#free}
   */
  record Unpark(UnparkRecord record) implements Redriven {}

  /**
   * A record that no redrive of this group wrote.
   *
   * @param reason in words
   */
  record Foreign(String reason) implements Redriven {}

  /** Whether a topic is the redrive topic of one of a group's topics. */
  static boolean isRedriveTopic(String topic, String group) {
    return !GroupTopics.ofRecordIn(topic, group).topic().equals(topic);
  }

  /** Reads a record of a redrive topic of the group. Never throws for what is in it. */
  static Redriven of(ConsumerRecord<byte[], byte[]> record, String group) {
    String topic = GroupTopics.ofRecordIn(record.topic(), group).topic();
    Optional<Provenance> found =
        Provenance.of(record.headers())
            .filter(provenance -> provenance.group().equals(group))
            .filter(provenance -> provenance.origin().topic().equals(topic));
    if (found.isEmpty()) {
      return new Foreign(
          "no redrive of group %s wrote %s-%d@%d: it does not say where it comes from"
              .formatted(group, record.topic(), record.partition(), record.offset()));
    }
    Provenance provenance = found.get();
    if (provenance.unpark() == null) {
      return new Event(
          atOrigin(record, provenance.origin()), provenance.redriveCount(), provenance.run());
    }
    if (record.key() == null) {
      return new Foreign("a record without a key cannot free one");
    }
    return new Unpark(
        new UnparkRecord(
            provenance.origin().topicPartition(),
            record.key(),
            provenance.unpark(),
            provenance.run()));
  }

  private static ConsumerRecord<byte[], byte[]> atOrigin(
      ConsumerRecord<byte[], byte[]> record, Origin origin) {
    Instant timestamp = origin.timestamp();
    return new ConsumerRecord<>(
        origin.topic(),
        origin.partition(),
        origin.offset(),
        timestamp == null ? ConsumerRecord.NO_TIMESTAMP : timestamp.toEpochMilli(),
        timestamp == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        record.headers(),
        record.leaderEpoch());
  }
}
