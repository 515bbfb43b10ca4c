package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.cli.terminal.Stop;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The event table, read in one read-only transaction that sees one moment of it. Rows come in
 * portions, so that memory does not grow with the table. Belongs to one thread.
 */
final class EventTable implements AutoCloseable {
  /** Rows per portion: some megabytes, and a round trip for each is not felt. */
  private static final int FETCH_ROWS = 1_000;

  /** Between two looks whether somebody asked to end. */
  private static final int LOOK_EACH_ROWS = 1_000;

  private static final String CONNECT_SECONDS = "10";

  /** SQL states whose cause a person can cure. */
  private static final String UNDEFINED_TABLE = "42P01";

  private static final String MAY_NOT = "42501";

  private static final String IDENTITY =
      """
      select log_id::text as log_id,
             (select oid::bigint from pg_database where datname = current_database()) as database_oid,
             pg_is_in_recovery() as standby
      from event_log_identity
      """;

  private static final String ALL_ROWS =
      """
      select sprint_id, sequence, event_id, type, topic, occurred_at, traceparent, value,
             pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
                 or position <= ? and pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
                 as published
      from event
      """;

  private static final String ROWS_OF_SPRINTS =
      """
      select sprint_id, sequence, event_id, type, topic, occurred_at, traceparent, value,
             pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
                 or position <= ? and pg_visible_in_snapshot(xid, (select ?::pg_snapshot))
                 as published
      from event
      where sprint_id = any (?)
      order by sprint_id, sequence
      """;

  private final DatabaseAddress address;
  private final Connection connection;
  private final Stop stop;

  private EventTable(DatabaseAddress address, Connection connection, Stop stop) {
    this.address = address;
    this.connection = connection;
    this.stop = stop;
  }

  /**
   * Connects. The transaction begins with the first question.
   *
   * @throws CliException where the database does not let us in
   */
  static EventTable open(DatabaseAddress address, Stop stop) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "sprintcap-reconcile");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    // values as bytes: as text they would be twice as long
    properties.setProperty("prepareThreshold", "-1");
    if (address.user() != null) {
      properties.setProperty("user", address.user());
    }
    if (address.password() != null) {
      properties.setProperty("password", address.password());
    }
    try {
      Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
      try {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return new EventTable(address, connection, stop);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new CliException(
          "cannot connect to PostgreSQL at %s: %s; check %s"
              .formatted(address, e.getMessage(), "DATABASE_URL or --database"),
          e);
    }
  }

  /** Which event table this is. */
  TableIdentity identity() {
    try (PreparedStatement statement = connection.prepareStatement(IDENTITY);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new CliException(
            "the event table at %s has no identity: it was not made by the service"
                .formatted(address));
      }
      return new TableIdentity(
          row.getString("log_id"), row.getString("database_oid"), row.getBoolean("standby"));
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  /** Hands over every row, in no order. */
  void readAll(RelayCursor cursor, Consumer<EventRow> handler) {
    try (PreparedStatement statement = connection.prepareStatement(ALL_ROWS)) {
      read(statement, cursor, handler);
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  /** Hands over the rows of some sprints, each sprint's in order, as of the same moment. */
  void readSprints(Collection<String> ids, RelayCursor cursor, Consumer<EventRow> handler) {
    try (PreparedStatement statement = connection.prepareStatement(ROWS_OF_SPRINTS)) {
      statement.setArray(4, connection.createArrayOf("text", ids.toArray()));
      read(statement, cursor, handler);
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  /** Ends the transaction and the connection. */
  @Override
  public void close() {
    stop.wakeBy(() -> {});
    try {
      connection.close();
    } catch (SQLException e) {
      // nothing was written, and everything that was wanted is here
    }
  }

  private void read(PreparedStatement statement, RelayCursor cursor, Consumer<EventRow> handler)
      throws SQLException {
    statement.setString(1, cursor.published());
    statement.setLong(2, cursor.position());
    statement.setString(3, cursor.until());
    statement.setFetchSize(FETCH_ROWS);
    stop.wakeBy(() -> cancel(statement));
    try (ResultSet rows = statement.executeQuery()) {
      for (long count = 0; rows.next(); count++) {
        if (count % LOOK_EACH_ROWS == 0) {
          Interrupted.check(stop);
        }
        handler.accept(row(rows));
      }
    }
  }

  private static EventRow row(ResultSet row) throws SQLException {
    return new EventRow(
        row.getString("sprint_id"),
        row.getLong("sequence"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getString("topic"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("traceparent"),
        row.getBytes("value"),
        row.getBoolean("published"));
  }

  private static void cancel(PreparedStatement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // the next look at the stop ends it as well
    }
  }

  private CliException explain(SQLException e) {
    if (stop.requested()) {
      return Interrupted.failure(e);
    }
    String what = "reading the event table at %s failed: %s".formatted(address, e.getMessage());
    return new CliException(
        switch (String.valueOf(e.getSQLState())) {
          case UNDEFINED_TABLE -> what + "; is this the service's database?";
          case MAY_NOT -> what + "; grant select on event and event_log_identity to this user";
          default -> what;
        },
        e);
  }
}
