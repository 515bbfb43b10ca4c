package dev.sprintcapacity.postgres.eventlog;

import java.util.List;
import java.util.Objects;

/**
 * Reads the event log by <em>snapshot difference</em>: what this snapshot sees and the last one did
 * not. A number cursor ({@code position > last}) loses the events of transactions that commit late;
 * waiting for the oldest transaction stalls behind any that stays open. As thread-safe as the rows
 * it reads.
 */
public final class LogReader {

  private final LogRows rows;

  /**
   * A reader.
   *
   * @param rows the log, as one session sees it
   */
  public LogReader(LogRows rows) {
    this.rows = Objects.requireNonNull(rows, "rows");
  }

  /**
   * What is to be published after a cursor.
   *
   * @param cursor what was published, and how far
   * @param limits the most to read
   * @return the events, none where there is nothing new
   * @throws EventLogUnavailableException where the session failed
   * @throws BrokenEventLogException where the events are not what writers can have written
   */
  public EventBatch read(LogCursor cursor, ReadLimits limits) {
    Objects.requireNonNull(limits, "limits");
    return switch (cursor) {
      case LogCursor.CaughtUp(Snapshot published) -> difference(published, limits);
      case LogCursor.Draining draining -> page(draining, limits);
    };
  }

  private EventBatch difference(Snapshot published, ReadLimits limits) {
    return switch (rows.difference(published, limits)) {
      case LogRows.Difference.TooMuch _ -> page(backlogAfter(published), limits);
      case LogRows.Difference.Whole(Snapshot current, List<StoredEvent> events, long lastXid) -> {
        Snapshot until = current.upTo(Math.max(lastXid, published.xmax() - 1));
        yield new EventBatch(published, until, events, new LogCursor.CaughtUp(until));
      }
    };
  }

  private LogCursor.Draining backlogAfter(Snapshot published) {
    LogRows.Backlog backlog = rows.backlog(published);
    return new LogCursor.Draining(
        published, backlog.current().upTo(backlog.lastXid()), backlog.firstPosition() - 1);
  }

  private EventBatch page(LogCursor.Draining backlog, ReadLimits limits) {
    List<StoredEvent> events = rows.page(backlog, limits);
    LogCursor next =
        events.isEmpty()
            ? new LogCursor.CaughtUp(backlog.until())
            : new LogCursor.Draining(
                backlog.published(), backlog.until(), events.getLast().position());
    return new EventBatch(backlog.published(), backlog.until(), events, next);
  }
}
