package dev.sprintcapacity.postgres.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where the log ends now, for readers that begin here. Belongs to one session and is used by one
 * thread at a time.
 */
public final class LogEnd {

  private static final String END =
      """
      select pg_current_snapshot()::text as snapshot,
             coalesce((select xid::text::bigint from event order by event.xid desc limit 1), 0)
                 as last_xid
      """;

  private final Connection session;

  LogEnd(Connection session) {
    this.session = session;
  }

  /**
   * A snapshot that sees all events which are committed now, and no others. As every cursor it
   * reaches no further than the events it stands for; see {@link Snapshot#upTo}.
   *
   * @throws EventLogUnavailableException where the session failed
   */
  public Snapshot snapshot() {
    try (PreparedStatement statement = session.prepareStatement(END);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("no row where one is certain");
      }
      return Snapshot.parse(row.getString("snapshot")).upTo(row.getLong("last_xid"));
    } catch (SQLException e) {
      throw new EventLogUnavailableException("cannot read where the event log ends", e);
    }
  }
}
