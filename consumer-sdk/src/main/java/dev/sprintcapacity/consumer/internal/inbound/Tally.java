package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.internal.inbound.InboundCounters.Noticed;

/**
 * Counts for one look at a record, so that further attempts do not count again.
 *
 * @param counters of the consumer
 * @param firstLook whether this is the first attempt
 */
record Tally(InboundCounters counters, boolean firstLook) {
  void add(Noticed noticed) {
    add(noticed, 1);
  }

  void add(Noticed noticed, int times) {
    if (firstLook && times > 0) {
      counters.add(noticed, times);
    }
  }

  /** Counts what may be noticed at a later look for the first time. */
  void addNow(Noticed noticed) {
    counters.add(noticed, 1);
  }
}
