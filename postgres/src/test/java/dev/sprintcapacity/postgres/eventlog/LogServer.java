package dev.sprintcapacity.postgres.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a fresh database with an empty event log, all on one server. */
final class LogServer implements BeforeEachCallback {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private String url = "";
  private String user = "";
  private String password = "";

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    Shared shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(LogServer.class))
            .computeIfAbsent(Shared.class, type -> new Shared(), Shared.class);
    EmbeddedPostgres server = Objects.requireNonNull(shared).server;
    user = server.user();
    password = server.password();
    String name = "log_" + DATABASES.incrementAndGet();
    url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), "postgres");
    executeHere("create database " + name);
    url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), name);
    executeHere(migration());
    executeHere(migration("V006__publication.sql"));
  }

  LogDatabase database() {
    return new LogDatabase(url, user, password);
  }

  /** The same database seen by a role without any privilege but to read. */
  LogDatabase ordinaryRole() throws SQLException {
    String role = "ordinary_" + DATABASES.incrementAndGet();
    executeHere("create role " + role + " login password 'x'");
    executeHere("grant select on all tables in schema public to " + role);
    return new LogDatabase(url, role, "x");
  }

  /** A copy, as made for a test environment. */
  LogDatabase copy() throws SQLException {
    String original = url;
    String name = url.substring(url.lastIndexOf('/') + 1);
    url = url.replace("/" + name, "/postgres");
    executeHere("create database " + name + "_copy template " + name);
    url = original;
    return new LogDatabase(url + "_copy", user, password);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  static String migration() {
    return migration("V001__event_log.sql");
  }

  private static String migration(String name) {
    try (InputStream sql = EventLog.class.getResourceAsStream("/db/migration/" + name)) {
      return new String(Objects.requireNonNull(sql).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void executeHere(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Started at the first use in this JVM, stopped after the last test. */
  private static final class Shared implements AutoCloseable {
    private final Path folder;
    private final EmbeddedPostgres server;

    Shared() {
      try {
        folder = Files.createTempDirectory("event-log-test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = new EmbeddedPostgres(folder, 0);
      server.start();
    }

    @Override
    public void close() {
      server.close();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(Shared::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path file) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
