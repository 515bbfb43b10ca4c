package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.lag.InboundCounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the checks notice. Safe for use by many threads. */
final class InboundCounters {
  /** What is counted; see {@link InboundCounts}. */
  enum Noticed {
    UNKNOWN_TYPE,
    MALFORMED,
    NEWER_VERSION,
    SCHEMA_VIOLATION,
    MISPLACED,
    UPCAST,
    UNKNOWN_FIELD,
    UNREADABLE_HEADER,
    DUPLICATE,
    STALE,
    GAP,
    WAIT
  }

  private final Map<Noticed, LongAdder> counters = new EnumMap<>(Noticed.class);

  InboundCounters() {
    for (Noticed noticed : Noticed.values()) {
      counters.put(noticed, new LongAdder());
    }
  }

  void add(Noticed noticed, int times) {
    counter(noticed).add(times);
  }

  InboundCounts counts() {
    return new InboundCounts(
        sum(Noticed.UNKNOWN_TYPE),
        sum(Noticed.MALFORMED),
        sum(Noticed.NEWER_VERSION),
        sum(Noticed.SCHEMA_VIOLATION),
        sum(Noticed.MISPLACED),
        sum(Noticed.UPCAST),
        sum(Noticed.UNKNOWN_FIELD),
        sum(Noticed.UNREADABLE_HEADER),
        sum(Noticed.DUPLICATE),
        sum(Noticed.STALE),
        sum(Noticed.GAP),
        sum(Noticed.WAIT));
  }

  private long sum(Noticed noticed) {
    return counter(noticed).sum();
  }

  private LongAdder counter(Noticed noticed) {
    return java.util.Objects.requireNonNull(counters.get(noticed), "every kind has a counter");
  }
}
