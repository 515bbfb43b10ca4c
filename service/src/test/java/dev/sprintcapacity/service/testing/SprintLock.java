package dev.sprintcapacity.service.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Holds the row of a sprint, so that a write of it has to wait. */
public final class SprintLock implements AutoCloseable {

  private final Connection holder;
  private final String database;

  private SprintLock(Connection holder, String database) {
    this.holder = holder;
    this.database = database;
  }

  /** Takes the row of a sprint. */
  public static SprintLock on(TestApi api, String sprintId) {
    String database = api.databaseUrl().substring(api.databaseUrl().lastIndexOf('/') + 1);
    try {
      Connection connection = TestPostgres.connection(database);
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("select id from sprint where id = ? for update")) {
        statement.setString(1, sprintId);
        statement.executeQuery().close();
      }
      return new SprintLock(connection, database);
    } catch (SQLException e) {
      throw new IllegalStateException("could not lock " + sprintId, e);
    }
  }

  /** Whether somebody waits for a lock of this database. */
  public boolean isWaitedFor() {
    try (Connection connection = TestPostgres.connection(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """)) {
      row.next();
      return row.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException("could not look for waiting sessions", e);
    }
  }

  @Override
  public void close() {
    try {
      holder.rollback();
      holder.close();
    } catch (SQLException e) {
      throw new IllegalStateException("could not let go of the sprint", e);
    }
  }
}
