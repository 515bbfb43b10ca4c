package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogRows;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The statements of the event log's reader over the simulated table, each of one moment. */
final class TableRows implements LogRows {
  /** Sends a statement to the database; it runs there whole. */
  interface Statements {
    <T> T ask(String what, Supplier<T> statement);
  }

  private final Database database;
  private final Statements statements;

  TableRows(Database database, Statements statements) {
    this.database = database;
    this.statements = statements;
  }

  @Override
  public Difference difference(Snapshot published, ReadLimits limits) {
    return statements.ask("difference", () -> differenceNow(published, limits));
  }

  private Difference differenceNow(Snapshot published, ReadLimits limits) {
    List<EventTable.Row> rows = database.table().unseenBy(published);
    return within(limits, rows, rows.stream().mapToLong(EventTable.Row::xid).max().orElse(0));
  }

  private Difference within(ReadLimits limits, List<EventTable.Row> rows, long lastXid) {
    int bytes = rows.stream().mapToInt(row -> row.event().value().length).sum();
    return rows.size() > limits.events() || bytes > limits.valueBytes()
        ? new Difference.TooMuch()
        : new Difference.Whole(
            database.snapshot(), rows.stream().map(EventTable.Row::event).toList(), lastXid);
  }

  @Override
  public Difference overtaken(LogCursor.Draining backlog, ReadLimits limits) {
    return statements.ask(
        "overtaken",
        () ->
            within(
                limits,
                database.table().unseenBy(backlog.until()).stream()
                    .filter(row -> row.event().position() <= backlog.position())
                    .toList(),
                database.table().lastXid()));
  }

  @Override
  public Backlog backlog(Snapshot published) {
    return statements.ask(
        "backlog",
        () ->
            new Backlog(
                database.snapshot(),
                database.table().lastXid(),
                database.table().unseenBy(published).stream()
                    .mapToLong(row -> row.event().position())
                    .min()
                    .orElse(0)));
  }

  @Override
  public List<StoredEvent> page(LogCursor.Draining backlog, ReadLimits limits) {
    return statements.ask("page", () -> pageNow(backlog, limits));
  }

  private List<StoredEvent> pageNow(LogCursor.Draining backlog, ReadLimits limits) {
    List<StoredEvent> page = new ArrayList<>();
    long bytes = 0;
    List<EventTable.Row> rows =
        database
            .table()
            .between(backlog.published(), backlog.until(), backlog.position())
            .limit(limits.events())
            .toList();
    for (EventTable.Row row : rows) {
      if (bytes >= limits.valueBytes()) {
        break;
      }
      page.add(row.event());
      bytes += row.event().value().length;
    }
    return page;
  }
}
