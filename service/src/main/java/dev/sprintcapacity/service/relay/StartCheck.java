package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.ComparedEvent;
import dev.sprintcapacity.postgres.eventlog.EventLog;
import dev.sprintcapacity.postgres.eventlog.LogCondition;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the event log with what was published of it, before the first publication of a
 * connection: whether the log is protected, whether the cursor belongs to it, whether the ends of
 * the topics agree with its rows. What is no reason to stop, but one to look, becomes an alarm.
 */
final class StartCheck {

  private static final String WHAT_TO_DO =
      " Nothing is published until this is settled: connect the database that the cursor belongs to,"
          + " or, to publish everything in this one anew, start with empty topics and an empty cursor"
          + " topic.";

  private final LogDatabase database;
  private final LogSession session;
  private final Set<String> alarms = new LinkedHashSet<>();

  /**
   * A check that has asked nothing yet.
   *
   * @param database where the session is
   * @param session the one that will read the log
   */
  StartCheck(LogDatabase database, LogSession session) {
    this.database = database;
    this.session = session;
  }

  /** What a person should look at; complete once everything was asked. */
  List<String> alarms() {
    return List.copyOf(alarms);
  }

  /**
   * Whether the event table is as the migrations made it, and commits are durable. Asked in a
   * session of its own: settings of roles and databases show in new sessions only, as in those of
   * writers.
   */
  Readiness guards() {
    LogCondition condition;
    try (LogSession fresh = new LogSession(database)) {
      fresh.open();
      condition = fresh.guards().condition();
    }
    alarms.addAll(condition.alarms());
    return condition.breaches().isEmpty()
        ? new Readiness.Fit()
        : new Readiness.Unfit(
            "The event log is not protected: %s."
                .formatted(String.join("; ", condition.breaches())));
  }

  /** Whether the cursor, where there is one, was made from this log. */
  Readiness cursor(LogIdentity identity, Optional<CursorRecord> cursor) {
    if (identity.systemIdentifier().isEmpty()) {
      alarms.add(
          "this role may not read the identifier of the database system, so that a copy on another server cannot be told from the original; run: grant execute on function pg_control_system() to the role");
    }
    return cursor.isPresent() ? cursor(identity, cursor.get()) : new Readiness.Fit();
  }

  private Readiness cursor(LogIdentity identity, CursorRecord cursor) {
    if (!cursor.log().isSameLogAs(identity)) {
      return unfit(
          "The relay's cursor belongs to another database: cursor %s, connected %s."
              .formatted(cursor.log(), identity));
    }
    if (cursor.log().systemIdentifier().isPresent() && identity.systemIdentifier().isEmpty()) {
      return new Readiness.Unfit(
          "It cannot be told whether this is the database of the relay's cursor, as this role may not read the identifier of the database system. Run: grant execute on function pg_control_system() to the role.");
    }
    if (cursor.log().timeline() > identity.timeline()) {
      return unfit(
          "The database is on timeline %d, events were published from timeline %d: this is a primary that was replaced, or an older backup."
              .formatted(identity.timeline(), cursor.log().timeline()));
    }
    EventLog log = session.log();
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
    if (cursor.log().timeline() < identity.timeline()) {
      alarms.add(
          "the database went from timeline %d to %d: a stand-by was promoted or a backup restored; it holds the events that were published last, but see whether later ones are missing"
              .formatted(cursor.log().timeline(), identity.timeline()));
    }
    return new Readiness.Fit();
  }

  /**
   * Whether the last events in the topics are in the log as they were published, and the cursor
   * stands for all of them.
   */
  Readiness tail(Optional<CursorRecord> cursor, TopicTail.Tail tail) {
    LogCursor published = cursor.map(CursorRecord::cursor).orElseGet(LogCursor::start);
    List<String> unknown = new ArrayList<>();
    for (ComparedEvent each : session.comparison().compare(tail.events(), published)) {
      switch (each.match()) {
        case SAME -> {
          // as it must be
        }
        case UNKNOWN_SPRINT -> unknown.add(each.event().toString());
        case BEYOND_CURSOR -> {
          return unfit(
              cursor.isPresent()
                  ? "The topics hold events that the relay's cursor does not know, for instance %s: the cursor is an older one, and they would be published again."
                      .formatted(each.event())
                  : "The topics hold events of this database, for instance %s, but there is no cursor: it was lost, or the relay got another name."
                      .formatted(each.event()));
        }
        case OTHER_EVENT -> {
          return unfit(
              "The database holds another event in the place of %s, which was published: it was restored from a backup and written to again."
                  .formatted(each.event()));
        }
        case MISSING -> {
          return unfit(
              "The database does not hold %s, which was published: its row was removed, or the database restored from a backup."
                  .formatted(each.event()));
        }
        case ALTERED -> {
          return unfit(
              "The row of %s is not what was published: it was changed afterwards."
                  .formatted(each.event()));
        }
      }
    }
    if (!unknown.isEmpty() && !tail.shared()) {
      alarms.add(
          "the topics hold %d events of sprints that are not in this database, for instance %s: their rows were removed, or another database publishes there; compare the table with the topics"
              .formatted(unknown.size(), unknown.getLast()));
    }
    return new Readiness.Fit();
  }

  private static Readiness unfit(String problem) {
    return new Readiness.Unfit(problem + WHAT_TO_DO);
  }
}
