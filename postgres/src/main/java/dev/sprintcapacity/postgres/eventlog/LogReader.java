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

  /**
   * What is to be published first behind a cursor that another connection has left.
   *
   * <p>The end of a backlog speaks of transactions whose events are not published yet. In a
   * database that was restored from a backup which holds what is published, but not all of the
   * backlog, their ids are given again: by the old end, events of their second holders would count
   * as published before they are. Those that are published stand at positions up to the cursor's,
   * so the backlog goes on to an end of this moment. What the old end did not see up to that
   * position is published before, as the new one sees it.
   *
   * @param cursor what was published, and how far
   * @param limits the most to read
   * @return the events that come first, none where there are none; the cursor after them goes on to
   *     an end of this moment, unless they are more than the limits allow
   * @throws EventLogUnavailableException where the session failed
   * @throws BrokenEventLogException where the events are not what writers can have written
   */
  public EventBatch resume(LogCursor cursor, ReadLimits limits) {
    return switch (cursor) {
      case LogCursor.CaughtUp(Snapshot published) ->
          new EventBatch(published, published, List.of(), cursor);
      case LogCursor.Draining draining -> overtaken(draining, limits);
    };
  }

  /**
   * What stands between a cursor and a snapshot of this log that is not older: for whoever reads
   * behind somebody else and then goes on from where that one stands.
   *
   * @param cursor what was read, and how far
   * @param end the snapshot; where the cursor is in the middle of a backlog, the end of that comes
   *     first
   * @param limits the most to read
   * @return the next events; where there are none, the cursor after them is at the snapshot, or at
   *     the end of the backlog it was in
   * @throws EventLogUnavailableException where the session failed
   * @throws BrokenEventLogException where the events are not what writers can have written
   */
  public EventBatch upTo(LogCursor cursor, Snapshot end, ReadLimits limits) {
    return switch (cursor) {
      case LogCursor.Draining draining -> page(draining, limits);
      case LogCursor.CaughtUp(Snapshot read) -> {
        long first = read.equals(end) ? 0 : rows.backlog(read).firstPosition();
        yield first == 0
            ? new EventBatch(read, end, List.of(), new LogCursor.CaughtUp(end))
            : page(new LogCursor.Draining(read, end, first - 1), limits);
      }
    };
  }

  private EventBatch overtaken(LogCursor.Draining backlog, ReadLimits limits) {
    return switch (rows.overtaken(backlog, limits)) {
      // of one transaction of that size, or several: the old end stays, and they follow it
      case LogRows.Difference.TooMuch _ ->
          new EventBatch(backlog.published(), backlog.until(), List.of(), backlog);
      case LogRows.Difference.Whole(Snapshot current, List<StoredEvent> events, long lastXid) -> {
        Snapshot until = current.upTo(Math.max(lastXid, backlog.published().xmax() - 1));
        yield new EventBatch(
            backlog.until(),
            until,
            events,
            new LogCursor.Draining(backlog.published(), until, backlog.position()));
      }
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
