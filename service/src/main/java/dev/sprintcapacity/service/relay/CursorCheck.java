package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.EventLog;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;

/** Compares a cursor with the log it is about to be used on. */
final class CursorCheck {

  private static final String WHAT_TO_DO =
      " Nothing is published until this is settled: connect the database that the cursor belongs to,"
          + " or, to publish everything in this one anew, start with empty topics and an empty cursor"
          + " topic.";

  private CursorCheck() {}

  static Readiness check(CursorRecord cursor, EventLog log, LogIdentity identity) {
    if (!cursor.log().isSameLogAs(identity)) {
      return unfit(
          "The relay's cursor belongs to another database: cursor %s, connected %s."
              .formatted(cursor.log(), identity));
    }
    long xmax = log.currentXmax();
    if (cursor.cursor().xmax() > xmax) {
      return unfit(
          "The database is behind what was published: the cursor knows transactions up to %d, the database only up to %d; it was probably restored from a backup."
              .formatted(cursor.cursor().xmax() - 1, xmax - 1));
    }
    if (!log.holds(cursor.lastBatch())) {
      return unfit(
          "The database does not hold the events that were published last, %s; it was probably restored from a backup."
              .formatted(cursor.lastBatch()));
    }
    return new Readiness.Fit();
  }

  private static Readiness unfit(String problem) {
    return new Readiness.Unfit(problem + WHAT_TO_DO);
  }
}
