package dev.sprintcapacity.postgres.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** A writer as the use cases are: locks the sprint's row, then appends with its next sequence. */
final class LogWriter implements AutoCloseable {

  private static final String TABLE =
      """
      create table if not exists writer_sprint (
          sprint_id text primary key, last_sequence bigint not null default 0)
      """;

  private static final String TAKE_SPRINT =
      """
      insert into writer_sprint as s (sprint_id, last_sequence) values (?, 1)
      on conflict (sprint_id) do update set last_sequence = s.last_sequence + 1
      returning last_sequence
      """;

  private static final String APPEND =
      """
      insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
      values (?, ?, gen_random_uuid(), 'sprint.updated', 'sprint.lifecycle', clock_timestamp(), ?)
      """;

  private static final String APPEND_MANY =
      """
      insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
      select 'bulk-' || s, n, gen_random_uuid(), 'sprint.updated', 'sprint.lifecycle',
             clock_timestamp(), convert_to(repeat('x', 300), 'UTF8')
      from generate_series(?, ?) as n, generate_series(1, 10) as s
      order by n, s
      """;

  private static final String TAKE_XID =
      """
      select pg_current_xact_id()::text::bigint as xid
      """;

  private final Connection connection;

  LogWriter(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    connection.setAutoCommit(false);
  }

  /** Takes the transaction's id, as any earlier write of the transaction would. */
  long takeXid() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TAKE_XID)) {
      row.next();
      return row.getLong("xid");
    }
  }

  LogWriter append(String sprintId) throws SQLException {
    return append(sprintId, 10);
  }

  LogWriter append(String sprintId, int valueBytes) throws SQLException {
    long sequence;
    try (PreparedStatement take = connection.prepareStatement(TAKE_SPRINT)) {
      take.setString(1, sprintId);
      try (ResultSet row = take.executeQuery()) {
        row.next();
        sequence = row.getLong("last_sequence");
      }
    }
    try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
      insert.setString(1, sprintId);
      insert.setLong(2, sequence);
      insert.setBytes(3, new byte[valueBytes]);
      insert.executeUpdate();
    }
    return this;
  }

  /** Events of 300 bytes with these sequences for each of ten sprints, without their row locks. */
  LogWriter appendBulk(long firstSequence, long lastSequence) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(APPEND_MANY)) {
      insert.setLong(1, firstSequence);
      insert.setLong(2, lastSequence);
      insert.executeUpdate();
    }
    return this;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Savepoint savepoint() throws SQLException {
    return connection.setSavepoint();
  }

  void rollback(Savepoint savepoint) throws SQLException {
    connection.rollback(savepoint);
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
