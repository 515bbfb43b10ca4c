package dev.sprintcapacity.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's consumer for tests, in front of records in memory. A poll brings one record: of all that
 * may be read, the one that arrived first. So a test can stop between any two records. For one
 * thread.
 */
final class MemoryClient extends MockConsumer<byte[], byte[]> {
  private final MemoryBroker broker;
  private final Set<TopicPartition> wanted;
  private final Queue<Runnable> inNextPoll = new ArrayDeque<>();
  private @Nullable ConsumerRebalanceListener listener;
  private long polledRecords;

  /**
   * A member that is given its partitions with its first poll.
   *
   * @param assignment these
   */
  MemoryClient(MemoryBroker broker, Set<TopicPartition> assignment) {
    super("earliest");
    this.broker = broker;
    this.wanted = new HashSet<>(assignment);
    inNextPoll.add(this::rebalance);
  }

  /** Records that polls brought. */
  long polledRecords() {
    return polledRecords;
  }

  /** Gives partitions to the member with its next poll. */
  void give(Collection<TopicPartition> partitions) {
    inNextPoll.add(() -> {
      wanted.addAll(partitions);
      rebalance();
    });
  }

  /** Asks partitions back with the next poll: what is done may be committed. */
  void takeBack(Collection<TopicPartition> partitions) {
    inNextPoll.add(() -> {
      wanted.removeAll(partitions);
      rebalance();
    });
  }

  /** Takes partitions away with the next poll, as from a member that was silent for too long. */
  void lose(Collection<TopicPartition> partitions) {
    inNextPoll.add(() -> {
      ConsumerRebalanceListener told = listener;
      if (told != null) {
        told.onPartitionsLost(partitions);
      }
      wanted.removeAll(partitions);
      rebalance();
    });
  }

  private void rebalance() {
    Set<TopicPartition> before = Set.copyOf(assignment());
    rebalance(wanted);
    for (TopicPartition partition : wanted) {
      if (!before.contains(partition)) {
        OffsetAndMetadata committed = broker.committed(partition);
        updateBeginningOffsets(Map.of(partition, 0L));
        seek(partition, committed == null ? 0 : committed.offset());
      }
    }
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener newListener) {
    listener = newListener;
    super.subscribe(topics, newListener);
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    for (Runnable next = inNextPoll.poll(); next != null; next = inNextPoll.poll()) {
      next.run();
    }
    MemoryBroker.Arrival first = first();
    if (first != null) {
      addRecord(copy(first.record()));
      polledRecords++;
    }
    return super.poll(timeout);
  }

  private MemoryBroker.@Nullable Arrival first() {
    MemoryBroker.Arrival first = null;
    List<TopicPartition> readable = new ArrayList<>(assignment());
    readable.removeAll(paused());
    for (TopicPartition partition : readable) {
      MemoryBroker.Arrival next = broker.at(partition, position(partition));
      if (next != null && (first == null || next.number() < first.number())) {
        first = next;
      }
    }
    return first;
  }

  /** As over a wire: what a reader changes in a record, the next one does not see. */
  private static ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key() == null ? null : record.key().clone(),
        record.value() == null ? null : record.value().clone(),
        new RecordHeaders(record.headers()),
        record.leaderEpoch());
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
      Set<TopicPartition> partitions, Duration timeout) {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata point = broker.committed(partition);
      if (point != null) {
        committed.put(partition, point);
      }
    }
    return committed;
  }

  @Override
  public synchronized void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
    broker.commit(offsets);
    if (callback != null) {
      callback.onComplete(offsets, null);
    }
  }

  @Override
  public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    broker.commit(offsets);
  }

  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return OptionalLong.of(broker.end(partition) - position(partition));
  }
}
