package dev.sprintcapacity.cli.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of one sprint while everything is read: some numbers, however many events it has.
 * The hashes of its records are added up and those of its rows taken off again, so that rows may
 * come in any order: where the same events were on both sides, zero is left.
 */
final class SprintTrace {
  private final @Nullable PartitionTrace[] topics;
  private long records;
  private long rows;
  private long high;
  private long low;
  private long lastSequence;
  private boolean suspect;

  /**
   * What is kept of its records in one partition. They are all in one, except where partitions were
   * added: then there is a chain of these.
   */
  private static final class PartitionTrace {
    final int partition;
    final @Nullable PartitionTrace next;
    long first;
    long last;

    PartitionTrace(int partition, @Nullable PartitionTrace next) {
      this.partition = partition;
      this.next = next;
      this.first = Long.MAX_VALUE;
    }
  }

  SprintTrace(int topicCount) {
    topics = new PartitionTrace[topicCount];
  }

  /** Takes in a record; those of a partition come in its order. */
  void addRecord(int topic, int partition, long sequence, EventHash hash) {
    records++;
    high += hash.high();
    low += hash.low();
    lastSequence = Math.max(lastSequence, sequence);
    PartitionTrace trace = of(topic, partition);
    suspect |= sequence <= trace.last;
    trace.first = Math.min(trace.first, sequence);
    trace.last = Math.max(trace.last, sequence);
  }

  /** Takes in a row that has to have its record. */
  void addRow(EventHash hash) {
    rows++;
    high -= hash.high();
    low -= hash.low();
  }

  /** Whether its records may not be those of its rows, or may not be in order. */
  boolean differs() {
    return suspect || records != rows || high != 0 || low != 0;
  }

  /** How much has to be looked at to say what differs. */
  long eventCount() {
    return records + rows;
  }

  /** The greatest sequence among its records in all topics; 0 where there are none. */
  long lastSequence() {
    return lastSequence;
  }

  /** The smallest sequence among its records in a topic; above all where there are none. */
  long firstSequence(int topic) {
    PartitionTrace first = first(topic);
    return first == null ? Long.MAX_VALUE : first.first;
  }

  /** The partition of its first record in a topic; below 0 where there is none. */
  int firstPartition(int topic) {
    PartitionTrace first = first(topic);
    return first == null ? -1 : first.partition;
  }

  private @Nullable PartitionTrace first(int topic) {
    PartitionTrace first = topics[topic];
    for (PartitionTrace each = first; each != null; each = each.next) {
      if (first == null || each.first < first.first) {
        first = each;
      }
    }
    return first;
  }

  private PartitionTrace of(int topic, int partition) {
    for (PartitionTrace each = topics[topic]; each != null; each = each.next) {
      if (each.partition == partition) {
        return each;
      }
    }
    PartitionTrace added = new PartitionTrace(partition, topics[topic]);
    topics[topic] = added;
    return added;
  }
}
