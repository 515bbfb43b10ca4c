package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.inbox.RepeatPolicy;
import dev.sprintcapacity.consumer.internal.inbound.InboundCounters.Noticed;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a member remembers of the partitions it reads, and what follows for an event. A record of a
 * redrive topic is handled again on purpose: it is no repetition, and once handled it is remembered
 * as the event of the topic it came from. Safe for use by many threads.
 */
final class DeliveryMemory {
  private static final String DUPLICATE = "a duplicate of an event that was handled";
  private static final String STALE = "older than an event of its key that was handled";
  private static final String GAP = "the event before it in its sprint has not come";

  private final IdempotencySettings settings;
  private final String redriveSuffix;
  private final LongSupplier nanoTime;
  private final Map<TopicPartition, PartitionMemory> partitions = new ConcurrentHashMap<>();

  /** By partition number: both topics have as many partitions and put a key into the same one. */
  private final Map<Integer, KeyOrder> orders = new ConcurrentHashMap<>();

  DeliveryMemory(InboundSettings settings, LongSupplier nanoTime) {
    this.settings = settings.idempotency();
    this.redriveSuffix = settings.redriveSuffix();
    this.nanoTime = nanoTime;
  }

  void assigned(Collection<TopicPartition> added) {
    for (TopicPartition partition : added) {
      if (isRedrive(partition.topic())) {
        continue;
      }
      partitions.computeIfAbsent(partition, unseen -> new PartitionMemory(settings));
      if (settings.gap() != GapPolicy.UNCHECKED) {
        orders.computeIfAbsent(partition.partition(), unseen -> new KeyOrder(settings, nanoTime));
      }
    }
  }

  void revoked(Collection<TopicPartition> removed) {
    for (TopicPartition partition : removed) {
      if (!isRedrive(partition.topic())) {
        partitions.remove(partition);
        orders.remove(partition.partition());
      }
    }
  }

  boolean firstLook(ConsumerRecord<byte[], byte[]> record) {
    PartitionMemory memory = partitions.get(origin(record));
    return memory == null || memory.firstLook(new KeyBytes(record.key()), place(record));
  }

  /** What the memory has against delivering the record; null where it has nothing. */
  @Nullable Inbound judge(ConsumerRecord<byte[], byte[]> record, RecordFacts facts, Tally tally) {
    PartitionMemory memory = partitions.get(origin(record));
    if (memory == null || isRedrive(record.topic())) {
      return null;
    }
    KeyBytes key = new KeyBytes(record.key());
    long sequence = record.key() == null ? 0 : facts.sequence();
    return switch (memory.standing(key, facts.id(), sequence)) {
      case DUPLICATE -> {
        tally.add(Noticed.DUPLICATE);
        yield repeated(settings.duplicate(), DUPLICATE);
      }
      case STALE -> {
        tally.add(Noticed.STALE);
        yield repeated(settings.stale(), STALE);
      }
      case NEW -> {
        KeyOrder order = sequence == 0 ? null : orders.get(record.partition());
        yield order == null
            ? null
            : switch (order.turn(key, sequence)) {
              case IN_ORDER -> null;
              case WAIT -> {
                tally.add(Noticed.WAIT);
                yield new Inbound.Wait(GAP);
              }
              case GAP -> {
                if (memory.firstGap(key, place(record))) {
                  tally.addNow(Noticed.GAP);
                }
                yield settings.gap() == GapPolicy.FAIL ? new Inbound.Refuse(GAP) : null;
              }
            };
      }
    };
  }

  private static @Nullable Inbound repeated(RepeatPolicy policy, String what) {
    return switch (policy) {
      case SKIP -> new Inbound.Ignore(what);
      case HANDLE -> null;
      case FAIL -> new Inbound.Refuse(what);
    };
  }

  void handled(ConsumerRecord<byte[], byte[]> record) {
    PartitionMemory memory = partitions.get(origin(record));
    if (memory == null) {
      return;
    }
    KeyBytes key = new KeyBytes(record.key());
    UUID id = RecordFacts.id(record);
    long sequence = record.key() == null ? 0 : RecordFacts.sequence(record);
    memory.handled(key, id, sequence);
    KeyOrder order = sequence == 0 ? null : orders.get(record.partition());
    if (order != null) {
      order.handled(key, sequence);
    }
  }

  private boolean isRedrive(String topic) {
    return topic.endsWith(redriveSuffix);
  }

  private TopicPartition origin(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    return new TopicPartition(
        isRedrive(topic) ? topic.substring(0, topic.length() - redriveSuffix.length()) : topic,
        record.partition());
  }

  /** Where the record is; redrive topics count from below, as they have offsets of their own. */
  private long place(ConsumerRecord<byte[], byte[]> record) {
    return isRedrive(record.topic()) ? -1 - record.offset() : record.offset();
  }
}
