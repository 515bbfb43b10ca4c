package dev.sprintcapacity.service.relay;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a relay's newest committed cursor. Can be asked again, and then reads on from where it was.
 *
 * <p>It reads to the end of the partition as written, not to the end of what is committed: another
 * relay's open transaction on this topic would hide our committed record behind it, and an older
 * cursor would repeat events. It waits for that transaction instead.
 */
final class CursorTopic {

  /** Usually holds the newest record of every relay; the rest is read only where it does not. */
  private static final long TAIL_RECORDS = 500;

  private static final Duration POLL = Duration.ofMillis(100);

  /** Other relays' transactions end within 10 s by their broker's clock. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final byte[] key;
  private byte @Nullable [] newest;
  private boolean positioned;

  CursorTopic(Admin admin, Consumer<byte[], byte[]> consumer, String topic, byte[] key) {
    this.admin = admin;
    this.consumer = consumer;
    this.partition = new TopicPartition(topic, 0);
    this.key = key;
  }

  /**
   * The newest committed record of this relay, or none where it has never published.
   *
   * @throws RelayException where the topic cannot be read to its end in time
   */
  Optional<byte[]> newest() {
    long end = end();
    if (!positioned) {
      consumer.assign(Set.of(partition));
      long first = first();
      long tail = Math.max(first, end - TAIL_RECORDS);
      consumer.seek(partition, tail);
      positioned = true;
      readTo(end);
      if (newest == null && tail > first) {
        consumer.seek(partition, first);
      }
    }
    readTo(end);
    return Optional.ofNullable(newest);
  }

  private void readTo(long end) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        if (Arrays.equals(each.key(), key)) {
          newest = each.value();
        }
      }
      if (System.nanoTime() > deadline) {
        throw new RelayException(
            "topic %s cannot be read beyond offset %d of %d: some transaction on it stays open"
                .formatted(partition.topic(), consumer.position(partition), end),
            null);
      }
    }
  }

  private long first() {
    return consumer.beginningOffsets(Set.of(partition)).values().iterator().next();
  }

  private long end() {
    try {
      return admin
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new RelayException(
          "Kafka could not tell the end of topic " + partition.topic(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
