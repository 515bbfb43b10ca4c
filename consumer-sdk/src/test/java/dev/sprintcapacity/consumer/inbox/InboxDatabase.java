package dev.sprintcapacity.consumer.inbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real PostgreSQL with the inbox and a table of effects that would show each one twice; one
 * server for all classes, emptied before each test. Register it as a static field.
 */
final class InboxDatabase implements BeforeAllCallback, BeforeEachCallback {
  /** All opened at once: a pool that grows on demand may forget a waiting thread. */
  private static final int POOL_SIZE = 32;

  private static final String EFFECTS =
      """
      create table if not exists effect (
        place bigserial primary key,
        event_id uuid not null,
        lane text not null,
        sequence bigint not null
      )
      """;

  private @Nullable Server server;

  /** Closed by JUnit at the end of all tests. */
  static final class Server implements AutoCloseable {
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    Server() {
      try {
        folder = Files.createTempDirectory("sprint-capacity-inbox-test");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("cannot create a folder", e);
      }
      postgres = new EmbeddedPostgres(folder.resolve("data"), 0);
      postgres.start();
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(postgres.jdbcUrl());
      config.setMaximumPoolSize(POOL_SIZE);
      pool = new HikariDataSource(config);
      try (Connection connection = pool.getConnection()) {
        InboxTables.createIfAbsent(connection);
        InboxTables.createIfAbsent(connection);
        execute(connection, EFFECTS);
      } catch (SQLException e) {
        throw new IllegalStateException("cannot make the tables", e);
      }
    }

    @Override
    public void close() throws IOException {
      pool.close();
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
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(Server.class, unseen -> new Server(), Server.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      execute(connection, "truncate sprintcap_inbox, sprintcap_inbox_key, effect");
    }
  }

  DataSource dataSource() {
    return Objects.requireNonNull(server).pool;
  }

  String jdbcUrl() {
    return Objects.requireNonNull(server).postgres.jdbcUrl();
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      execute(connection, sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("no row: " + sql);
      }
      return row.getLong(1);
    }
  }
}
