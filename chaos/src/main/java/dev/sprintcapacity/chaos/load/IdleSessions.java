package dev.sprintcapacity.chaos.load;

import dev.sprintcapacity.chaos.ChaosException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions that sit idle in a transaction with an id, a snapshot and a lock of their own, as
 * forgotten consoles and stuck jobs do: whoever waits for the oldest of them waits for ever.
 */
public final class IdleSessions implements AutoCloseable {
  private static final String HOLD =
      """
      select pg_current_xact_id() as xid, pg_advisory_xact_lock_shared(?) as held
      """;

  private static final int VALIDATION_SECONDS = 5;

  private final List<Connection> connections = new ArrayList<>();

  private IdleSessions() {}

  /**
   * Opens them.
   *
   * @throws ChaosException where the database does not accept so many
   */
  public static IdleSessions open(String jdbcUrl, int sessions) {
    IdleSessions idle = new IdleSessions();
    try {
      for (int i = 0; i < sessions; i++) {
        Connection connection = DriverManager.getConnection(jdbcUrl);
        idle.connections.add(connection);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
          hold.setLong(1, i);
          hold.execute();
        }
      }
      return idle;
    } catch (SQLException e) {
      idle.close();
      throw new ChaosException(
          "cannot open idle session %d of %d".formatted(idle.connections.size(), sessions), e);
    }
  }

  /** How many the server has not ended. */
  public long open() {
    return connections.stream().filter(IdleSessions::isOpen).count();
  }

  private static boolean isOpen(Connection connection) {
    try {
      return connection.isValid(VALIDATION_SECONDS);
    } catch (SQLException e) {
      throw new ChaosException("cannot ask an idle session", e);
    }
  }

  /** Ends them without a commit. */
  @Override
  public void close() {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException _) {
        // the server has ended it already
      }
    }
  }
}
