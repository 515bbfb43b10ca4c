package dev.sprintcapacity.consumers.jira.sync;

import java.util.concurrent.atomic.LongAdder;

/** Counts; safe for use by several threads. */
final class SyncMeters {

  final LongAdder created = new LongAdder();
  final LongAdder adopted = new LongAdder();
  final LongAdder changed = new LongAdder();
  final LongAdder deleted = new LongAdder();
  final LongAdder missing = new LongAdder();
  final LongAdder pauses = new LongAdder();

  SyncCounts counts() {
    return new SyncCounts(
        created.sum(), adopted.sum(), changed.sum(), deleted.sum(), missing.sum(), pauses.sum());
  }
}
