package dev.sprintcapacity.cli.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of one sprint while everything is read: some numbers, however many events it has.
 * The hashes of its records are added up and those of its rows taken off again, so that rows may
 * come in any order: where the same events were on both sides, zero is left.
 */
final class SprintTrace {
  private final @Nullable TopicTrace[] topics;
  private long records;
  private long rows;
  private long high;
  private long low;
  private long lastSequence;
  private boolean suspect;

  /** What is kept of its records in one topic. */
  private static final class TopicTrace {
    final int partition;
    long first;
    long last;

    TopicTrace(int partition, long sequence) {
      this.partition = partition;
      this.first = sequence;
      this.last = sequence;
    }
  }

  SprintTrace(int topicCount) {
    topics = new TopicTrace[topicCount];
  }

  /** Takes in a record; those of a partition come in its order. */
  void addRecord(int topic, int partition, long sequence, EventHash hash) {
    records++;
    high += hash.high();
    low += hash.low();
    lastSequence = Math.max(lastSequence, sequence);
    TopicTrace trace = topics[topic];
    if (trace == null) {
      topics[topic] = new TopicTrace(partition, sequence);
      return;
    }
    suspect |= sequence <= trace.last || partition != trace.partition;
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

  /** The smallest sequence among its records in a topic; empty of meaning where there are none. */
  long firstSequence(int topic) {
    TopicTrace trace = topics[topic];
    return trace == null ? Long.MAX_VALUE : trace.first;
  }

  /** The partition of its records in a topic; below 0 where there are none. */
  int partition(int topic) {
    TopicTrace trace = topics[topic];
    return trace == null ? -1 : trace.partition;
  }
}
