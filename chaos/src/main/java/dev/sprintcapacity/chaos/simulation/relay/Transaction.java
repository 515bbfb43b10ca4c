package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.PublishedEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A Kafka transaction, as its coordinator knows it. */
final class Transaction {
  /** Where it is. Closed: the coordinator decides in each state what a request may do. */
  enum Phase {
    /** Records may be added. */
    OPEN,
    /** It will be committed, whatever happens. */
    COMMITTING,
    /** It will be aborted, whatever happens. */
    ABORTING
  }

  private final String transactionalId;
  private final int epoch;
  private final long begun;
  private final Set<Partition> unmarked = new LinkedHashSet<>();
  private final List<PublishedEvent> events = new ArrayList<>();
  private Phase phase = Phase.OPEN;

  Transaction(String transactionalId, int epoch, long begun) {
    this.transactionalId = transactionalId;
    this.epoch = epoch;
    this.begun = begun;
  }

  String transactionalId() {
    return transactionalId;
  }

  int epoch() {
    return epoch;
  }

  /** When it began, in nanoseconds of virtual time. */
  long begun() {
    return begun;
  }

  Phase phase() {
    return phase;
  }

  void turns(Phase next) {
    phase = next;
  }

  /** Partitions whose marker is not written yet. */
  Set<Partition> unmarked() {
    return unmarked;
  }

  /** What it holds, in the order in which it arrived. */
  List<PublishedEvent> events() {
    return events;
  }
}
