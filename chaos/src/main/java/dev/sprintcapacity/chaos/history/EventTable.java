package dev.sprintcapacity.chaos.history;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.checker.Contents;
import dev.sprintcapacity.chaos.checker.LoggedEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads the event table over a connection of its own, past all code under test. */
public final class EventTable {
  private static final String COUNT =
      """
      select count(*) as events from event
      """;

  private static final String ALL =
      """
      select position, sprint_id, sequence, event_id, type, topic, occurred_at, value
      from event
      order by position
      """;

  /** Rows per round trip: a few hundred kilobytes. */
  private static final int FETCH_ROWS = 1_000;

  private final String jdbcUrl;

  /** The table behind a JDBC URL that holds user and password. */
  public EventTable(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** How many events are committed. */
  public long count() {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(COUNT);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong("events");
    } catch (SQLException e) {
      throw new ChaosException("cannot count the events", e);
    }
  }

  /** Writes all rows into the folder. */
  public void writeTo(HistoryFolder folder) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(ALL);
        var file = new LineFile(folder.rows())) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          file.add(HistoryLines.of(row(rows)));
        }
      }
    } catch (SQLException e) {
      throw new ChaosException("cannot read the events", e);
    }
  }

  private static LoggedEvent row(ResultSet row) throws SQLException {
    return new LoggedEvent(
        row.getLong("position"),
        row.getString("sprint_id"),
        row.getLong("sequence"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getString("topic"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        Contents.of(row.getBytes("value")));
  }
}
