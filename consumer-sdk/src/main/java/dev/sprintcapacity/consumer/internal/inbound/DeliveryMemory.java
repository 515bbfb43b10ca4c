package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.inbox.RepeatPolicy;
import dev.sprintcapacity.consumer.internal.inbound.InboundCounters.Noticed;
import dev.sprintcapacity.consumer.internal.inbound.PartitionMemory.Seen;
import dev.sprintcapacity.consumer.internal.inbound.PartitionMemory.Standing;
import dev.sprintcapacity.events.Topic;
import java.util.Collection;
import java.util.Map;
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

  /** Of a partition that is not remembered. */
  private static final Seen UNSEEN = new Seen(Standing.NEW, true);

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
      if (settings.gap() != GapPolicy.UNCHECKED && readsBothTopicsOf(partition.partition())) {
        orders.computeIfAbsent(partition.partition(), unseen -> new KeyOrder(settings, nanoTime));
      }
    }
  }

  /** Another member may have the other one, with some assignors; gaps cannot be seen then. */
  private boolean readsBothTopicsOf(int number) {
    for (Topic topic : Topic.values()) {
      if (!partitions.containsKey(new TopicPartition(topic.topicName(), number))) {
        return false;
      }
    }
    return true;
  }

  void revoked(Collection<TopicPartition> removed) {
    for (TopicPartition partition : removed) {
      if (!isRedrive(partition.topic())) {
        partitions.remove(partition);
        orders.remove(partition.partition());
      }
    }
  }

  /** What one look at a record found. */
  record Look(
      ConsumerRecord<byte[], byte[]> record,
      KeyBytes key,
      long sequence,
      @Nullable PartitionMemory memory,
      Seen seen) {
    /** Whether this is the first look at the record, and not one for another attempt. */
    boolean isFirst() {
      return seen.first();
    }
  }

  /** Looks at a record, of which the headers were read. */
  Look look(ConsumerRecord<byte[], byte[]> record, RecordFacts facts) {
    KeyBytes key = new KeyBytes(record.key());
    long sequence = record.key() == null ? 0 : facts.sequence();
    PartitionMemory memory = memoryOf(record);
    Seen seen = memory == null ? UNSEEN : memory.look(key, placeOf(record), facts.id(), sequence);
    return new Look(record, key, sequence, memory, seen);
  }

  private @Nullable PartitionMemory memoryOf(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    String origin =
        isRedrive(topic) ? topic.substring(0, topic.length() - redriveSuffix.length()) : topic;
    return partitions.get(new TopicPartition(origin, record.partition()));
  }

  /** Where the record is; redrive topics count from below, as they have offsets of their own. */
  private long placeOf(ConsumerRecord<byte[], byte[]> record) {
    return isRedrive(record.topic()) ? -1 - record.offset() : record.offset();
  }

  /** What the memory has against delivering the record; null where it has nothing. */
  @Nullable Inbound judge(Look look, Tally tally) {
    PartitionMemory memory = look.memory();
    if (memory == null || isRedrive(look.record().topic())) {
      return null;
    }
    KeyBytes key = look.key();
    long sequence = look.sequence();
    return switch (look.seen().standing()) {
      case DUPLICATE -> {
        tally.add(Noticed.DUPLICATE);
        yield repeated(settings.duplicate(), DUPLICATE);
      }
      case STALE -> {
        tally.add(Noticed.STALE);
        yield repeated(settings.stale(), STALE);
      }
      case NEW -> {
        KeyOrder order = sequence == 0 ? null : orders.get(look.record().partition());
        yield order == null
            ? null
            : switch (order.turn(key, sequence)) {
              case IN_ORDER -> null;
              case WAIT -> {
                tally.add(Noticed.WAIT);
                yield new Inbound.Wait(GAP);
              }
              case GAP -> {
                if (memory.firstGap(key, placeOf(look.record()))) {
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
    PartitionMemory memory = memoryOf(record);
    if (memory == null) {
      return;
    }
    KeyBytes key = new KeyBytes(record.key());
    long sequence = memory.handled(key, placeOf(record), record);
    KeyOrder order = sequence == 0 ? null : orders.get(record.partition());
    if (order != null) {
      order.handled(key, sequence);
    }
  }

  private boolean isRedrive(String topic) {
    return topic.endsWith(redriveSuffix);
  }
}
