package dev.sprintcapacity.postgres.eventlog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the event log is.
 *
 * @param jdbcUrl address of the database itself, not of a pooler that shares sessions
 * @param user the role; the driver's default where null
 * @param password its password, or null where the server asks for none; never shown
 */
public record LogDatabase(String jdbcUrl, @Nullable String user, @Nullable String password) {

  /** Connecting to a living server takes milliseconds. */
  private static final int CONNECT_TIMEOUT_SECONDS = 2;

  /**
   * Longer than the longest statement, the search for the start of a backlog of a hundred million
   * events; a dead peer is noticed by then at the latest.
   */
  private static final int SOCKET_TIMEOUT_SECONDS = 30;

  public LogDatabase {
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
  }

  Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    // named statements from the first execution: values arrive in binary form
    properties.setProperty("prepareThreshold", "1");
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  @Override
  public String toString() {
    return "LogDatabase[jdbcUrl=%s, user=%s, password=***]".formatted(jdbcUrl, user);
  }
}
