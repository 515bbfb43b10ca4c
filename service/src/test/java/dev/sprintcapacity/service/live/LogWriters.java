package dev.sprintcapacity.service.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.service.testing.TestPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writers as the use cases are: each locks its sprints' rows, appends, and commits when it likes.
 */
final class LogWriters implements AutoCloseable {

  private static final String TABLE =
      """
      create table if not exists writer_sprint (
          sprint_id text primary key, last_sequence bigint not null default 0)
      """;

  private static final String TAKE =
      """
      insert into writer_sprint as s (sprint_id, last_sequence) values (?, 1)
      on conflict (sprint_id) do update set last_sequence = s.last_sequence + 1
      returning last_sequence
      """;

  private static final String APPEND =
      """
      insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
      values (?, ?, gen_random_uuid(), ?, 'sprint.lifecycle', clock_timestamp(), ?)
      """;

  private static final String APPEND_MANY =
      """
      insert into event (sprint_id, sequence, event_id, type, topic, occurred_at, value)
      select ?, n, gen_random_uuid(), 'sprint.updated', 'sprint.lifecycle', clock_timestamp(),
             convert_to('{"n":' || n || ',"fill":"' || repeat('x', ?) || '"}', 'UTF8')
      from generate_series(?, ?) as n
      order by n
      """;

  private static final String ALL =
      """
      select e.sprint_id, e.sequence from event e order by e.sprint_id, e.sequence
      """;

  private final String database;
  private final List<Connection> connections = new ArrayList<>();

  LogWriters(String databaseUrl) {
    this.database = databaseUrl.substring(databaseUrl.lastIndexOf('/') + 1);
    try (Connection connection = TestPostgres.connection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare " + database, e);
    }
  }

  /** A transaction of its own that stays open until it is committed. */
  Connection begin() {
    try {
      Connection connection = TestPostgres.connection(database);
      connection.setAutoCommit(false);
      connections.add(connection);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot connect to " + database, e);
    }
  }

  /** Appends the sprint's next event within a transaction. */
  static void append(Connection transaction, String sprint) throws SQLException {
    append(transaction, sprint, "sprint.updated", 0);
  }

  static void append(Connection transaction, String sprint, String type, int extraChars)
      throws SQLException {
    long sequence;
    try (PreparedStatement take = transaction.prepareStatement(TAKE)) {
      take.setString(1, sprint);
      try (ResultSet row = take.executeQuery()) {
        row.next();
        sequence = row.getLong("last_sequence");
      }
    }
    try (PreparedStatement insert = transaction.prepareStatement(APPEND)) {
      insert.setString(1, sprint);
      insert.setLong(2, sequence);
      insert.setString(3, type);
      insert.setBytes(
          4,
          "{\"sprint\":\"%s\",\"n\":%d,\"fill\":\"%s\"}"
              .formatted(sprint, sequence, "x".repeat(extraChars))
              .getBytes(UTF_8));
      insert.executeUpdate();
    }
  }

  /** Events of a sprint that nobody else writes, in a transaction of their own. */
  void appendMany(String sprint, int first, int last, int fillChars) {
    try (Connection connection = TestPostgres.connection(database);
        PreparedStatement insert = connection.prepareStatement(APPEND_MANY)) {
      insert.setString(1, sprint);
      insert.setInt(2, fillChars);
      insert.setInt(3, first);
      insert.setInt(4, last);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot append to " + sprint, e);
    }
  }

  /** Transactions that overlap each other: short and long, some over two sprints, some undone. */
  void writeOverlapping(int writer, int transactions, int sprints, long seed) {
    Random random = new Random(seed + writer);
    try (Connection connection = TestPostgres.connection(database)) {
      connection.setAutoCommit(false);
      for (int i = 0; i < transactions; i++) {
        int first = random.nextInt(sprints);
        append(connection, "sprint-" + first);
        if (random.nextInt(3) == 0) {
          for (int more = 0; more < random.nextInt(8); more++) {
            append(connection, "sprint-" + first);
          }
          // in ascending order of rows, so that writers do not wait for each other in a circle
          if (first + 1 < sprints) {
            append(connection, "sprint-" + (first + 1));
          }
        }
        if (random.nextInt(10) == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("writer " + writer + " failed", e);
    }
  }

  /** Highest sequence of each sprint in the log; there are no gaps below. */
  Map<String, Integer> lastSequences() {
    Map<String, Integer> last = new TreeMap<>();
    try (Connection connection = TestPostgres.connection(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        last.merge(rows.getString("sprint_id"), 1, Integer::sum);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the log of " + database, e);
    }
    return last;
  }

  @Override
  public void close() {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException("cannot close a connection", e);
      }
    }
  }
}
