package dev.sprintcapacity.consumers.jira.mapping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two members from bringing one sprint to Jira at the same moment, as a member does that lost
 * its partition without noticing. It belongs to the session, not to a transaction, so that none is
 * open while Jira is called; a process that dies gives it back by dying, one that is frozen keeps
 * it.
 */
public final class SprintLock implements AutoCloseable {

  private static final String TRY =
      """
      select pg_try_advisory_lock(hashtextextended(concat('sprint-capacity jira ', ?::text), 0))
        as locked
      """;

  private static final String UNLOCK =
      """
      select pg_advisory_unlock(hashtextextended(concat('sprint-capacity jira ', ?::text), 0))
        as unlocked
      """;

  private final Connection connection;
  private final String sprintId;

  private SprintLock(Connection connection, String sprintId) {
    this.connection = connection;
    this.sprintId = sprintId;
  }

  /**
   * Takes the lock of a sprint without waiting.
   *
   * @param connection with automatic commits; stays in use until the lock is closed
   * @param sprintId the sprint
   * @return null where another session has it
   * @throws SQLException where the database fails
   */
  public static @Nullable SprintLock tryLock(Connection connection, String sprintId)
      throws SQLException {
    return asked(connection, TRY, sprintId) ? new SprintLock(connection, sprintId) : null;
  }

  /** Gives it back; where that fails the session ends, and the lock with it. */
  @Override
  public void close() throws SQLException {
    try {
      if (asked(connection, UNLOCK, sprintId)) {
        return;
      }
    } catch (SQLException failure) {
      connection.abort(Runnable::run);
      throw failure;
    }
    connection.abort(Runnable::run);
  }

  private static boolean asked(Connection connection, String sql, String sprintId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, sprintId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
