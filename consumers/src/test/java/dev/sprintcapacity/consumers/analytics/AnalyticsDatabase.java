package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The schema of analytics in a database of a real PostgreSQL: one server for all classes, a
 * database for each, emptied before each test. Register it as a static field.
 */
final class AnalyticsDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Every column of every row that an operator or a query can see. */
  private static final List<String> DUMPS =
      List.of(
          "select 'event ' || row_to_json(t) from sprint_event t order by sprint_id, sequence",
          "select 'sprint ' || row_to_json(t) from sprint t order by sprint_id",
          "select 'figures ' || row_to_json(t) from sprint_figures t order by sprint_id",
          "select 'history ' || row_to_json(t) from sprint_history t order by sprint_id, sequence");

  private @Nullable DatabaseAddress address;
  private @Nullable ConsumerDatabase database;

  /** Closed by JUnit at the end of all tests. */
  static final class Server implements AutoCloseable {
    private final Path folder;
    private final EmbeddedPostgres postgres;

    Server() {
      try {
        folder = Files.createTempDirectory("sprint-capacity-analytics-test");
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make a folder", e);
      }
      postgres = new EmbeddedPostgres(folder.resolve("data"), 0);
      postgres.start();
    }

    DatabaseAddress newDatabase() throws SQLException {
      String name = "analytics_" + NUMBERS.incrementAndGet();
      DatabaseAddress first = address("postgres");
      try (Connection connection =
              DriverManager.getConnection(first.jdbcUrl(), first.user(), first.password());
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      return address(name);
    }

    private DatabaseAddress address(String name) {
      return new DatabaseAddress(
          "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.port(), name),
          postgres.user(),
          postgres.password());
    }

    @Override
    public void close() throws IOException {
      postgres.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws SQLException {
    DatabaseAddress made = newDatabase(context);
    address = made;
    database = ConsumerDatabase.open(made, AnalyticsConsumer.SCHEMA);
  }

  /** One more database, without anything in it. */
  static DatabaseAddress newDatabase(ExtensionContext context) throws SQLException {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(Server.class, unseen -> new Server(), Server.class)
        .newDatabase();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    empty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (database != null) {
      database.close();
    }
  }

  DatabaseAddress address() {
    return Objects.requireNonNull(address);
  }

  DataSource dataSource() {
    return Objects.requireNonNull(database).dataSource();
  }

  /** As a rebuild does: tables and marks. */
  void empty() throws SQLException {
    execute("truncate sprint_event, sprint, sprintcap_inbox, sprintcap_inbox_key");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All that is kept and derived, as text. */
  List<String> dump() throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      return dump(connection);
    }
  }

  /** The same, as the transaction of the connection sees it. */
  static List<String> dump(Connection connection) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String sql : DUMPS) {
      rows.addAll(texts(connection, sql));
    }
    return rows;
  }

  /** The first column of each row. */
  List<String> texts(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      return texts(connection, sql);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
