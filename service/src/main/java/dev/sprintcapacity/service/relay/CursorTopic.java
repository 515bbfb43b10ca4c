package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.service.relay.ports.RelayException;
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
 * <p>What decides is read to the end of the partition as written, not to the end of what is
 * committed: another relay's open transaction on this topic would hide our committed record behind
 * it, and an older cursor would repeat events. It waits for that transaction instead.
 */
final class CursorTopic {

  /** Usually holds the newest record of every relay; the rest is read only where it does not. */
  private static final long TAIL_RECORDS = 500;

  private static final Duration POLL = Duration.ofMillis(50);

  /** Other relays' transactions end within 10 s by their broker's clock. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** More than a transaction of a living relay takes, and a small part of a take-over. */
  private static final Duration GLANCE = Duration.ofMillis(150);

  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final byte[] key;
  private byte @Nullable [] newest;
  private boolean otherRelays;
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
    readAllTo(end(IsolationLevel.READ_UNCOMMITTED));
    return Optional.ofNullable(newest);
  }

  /**
   * A committed record of this relay, or none. It waits for open transactions only as long as
   * living relays need, so there may be a newer one behind one that stays open: that of a
   * predecessor which was killed in the middle of it, until somebody fences it.
   *
   * @throws RelayException where what is committed cannot be read in time
   */
  Optional<byte[]> glance() {
    readAllTo(end(IsolationLevel.READ_COMMITTED));
    readTo(end(IsolationLevel.READ_UNCOMMITTED), GLANCE);
    return Optional.ofNullable(newest);
  }

  /** Whether records of other relays were met on the way to ours. */
  boolean hasOtherRelays() {
    return otherRelays;
  }

  private void readAllTo(long end) {
    if (!readTo(end, LIMIT)) {
      throw new RelayException(
          "topic %s cannot be read beyond offset %d of %d: some transaction on it stays open"
              .formatted(partition.topic(), consumer.position(partition), end),
          null);
    }
  }

  /** Whether the end was reached in time. */
  private boolean readTo(long end, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    if (!positioned) {
      consumer.assign(Set.of(partition));
      long first = first();
      long tail = Math.max(first, end - TAIL_RECORDS);
      consumer.seek(partition, tail);
      positioned = true;
      boolean reached = readOn(end, deadline);
      if (newest != null || tail == first) {
        return reached;
      }
      consumer.seek(partition, first);
    }
    return readOn(end, deadline);
  }

  private boolean readOn(long end, long deadline) {
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        if (Arrays.equals(each.key(), key)) {
          newest = each.value();
        } else {
          otherRelays = true;
        }
      }
      if (System.nanoTime() - deadline > 0) {
        return consumer.position(partition) >= end;
      }
    }
    return true;
  }

  private long first() {
    return consumer.beginningOffsets(Set.of(partition)).values().iterator().next();
  }

  private long end(IsolationLevel isolation) {
    try {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
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
