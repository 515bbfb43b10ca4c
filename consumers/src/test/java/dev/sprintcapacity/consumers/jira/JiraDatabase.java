package dev.sprintcapacity.consumers.jira;

import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real PostgreSQL with schema {@code jira}; one server for all classes, emptied before each test.
 * Register it as a static field.
 */
final class JiraDatabase implements BeforeAllCallback, BeforeEachCallback {

  private @Nullable Server server;

  /** Closed by JUnit at the end of all tests. */
  static final class Server implements AutoCloseable {
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final ConsumerDatabase database;

    Server() {
      try {
        folder = Files.createTempDirectory("sprint-capacity-jira-test");
      } catch (IOException e) {
        throw new UncheckedIOException("cannot create a folder", e);
      }
      postgres = new EmbeddedPostgres(folder.resolve("data"), 0);
      postgres.start();
      database = ConsumerDatabase.open(address(), "jira");
    }

    DatabaseAddress address() {
      return DatabaseUrl.parse(postgres.jdbcUrl());
    }

    @Override
    public void close() throws IOException {
      database.close();
      postgres.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(Namespace.create(JiraDatabase.class))
            .computeIfAbsent(Server.class, unseen -> new Server(), Server.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    execute("truncate sprint_mapping");
  }

  /** A session beside the pool, whose sessions a test may end. */
  private Connection session() throws SQLException {
    DatabaseAddress address = address();
    Properties properties = new Properties();
    properties.setProperty("user", Objects.requireNonNull(address.user()));
    properties.setProperty("password", Objects.requireNonNull(address.password()));
    properties.setProperty("currentSchema", "jira");
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  DataSource dataSource() {
    return Objects.requireNonNull(server).database.dataSource();
  }

  DatabaseAddress address() {
    return Objects.requireNonNull(server).address();
  }

  /** With user and password, for another process. */
  String url() {
    return Objects.requireNonNull(server).postgres.jdbcUrl();
  }

  void execute(String sql) {
    try (Connection connection = session();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  long number(String sql) {
    try (Connection connection = session();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("no row: " + sql);
      }
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Ends every session of the pool, as a database does that restarts. */
  void endSessions() {
    try (Connection connection = session();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid)
          from pg_stat_activity
          where application_name = 'sprint-capacity-jira'
          """);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot end sessions", e);
    }
  }
}
