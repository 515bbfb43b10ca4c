package dev.sprintcapacity.service.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.postgres.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** A writer as the use cases are: locks the sprint's row, then appends with its next sequence. */
final class EventWriter implements AutoCloseable {

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
      values (?, ?, gen_random_uuid(), ?, ?, clock_timestamp(), ?)
      """;

  private static final String APPEND_MANY =
      """
      insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
      select ? || s, n, gen_random_uuid(), 'sprint.updated', 'sprint.lifecycle',
             clock_timestamp(), convert_to(repeat('x', 300), 'UTF8')
      from generate_series(1, ?) as n, generate_series(1, 10) as s
      order by n, s
      """;

  private final Connection connection;
  private final String prefix;

  EventWriter(Connection connection, String prefix) throws SQLException {
    this.connection = connection;
    this.prefix = prefix;
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    connection.setAutoCommit(false);
  }

  static void migrate(String url, String user, String password) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setUser(user);
    database.setPassword(password);
    Migrations.migrate(database);
  }

  /** Appends the sprint's next event: every third one about its team. */
  EventWriter append(String sprint) throws SQLException {
    String sprintId = prefix + "-" + sprint;
    long sequence;
    try (PreparedStatement take = connection.prepareStatement(TAKE_SPRINT)) {
      take.setString(1, sprintId);
      try (ResultSet row = take.executeQuery()) {
        row.next();
        sequence = row.getLong("last_sequence");
      }
    }
    boolean team = sequence % 3 == 2;
    try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
      insert.setString(1, sprintId);
      insert.setLong(2, sequence);
      insert.setString(3, team ? "team_member.added" : "sprint.created");
      insert.setString(4, team ? "sprint.team-members" : "sprint.lifecycle");
      insert.setBytes(5, "{\"n\":%d}".formatted(sequence).getBytes(UTF_8));
      insert.executeUpdate();
    }
    return this;
  }

  /** Events of 300 bytes for each of ten new sprints. */
  EventWriter appendBulk(int eventsPerSprint) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(APPEND_MANY)) {
      insert.setString(1, prefix + "-bulk-");
      insert.setInt(2, eventsPerSprint);
      insert.executeUpdate();
    }
    return this;
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
