package dev.sprintcapacity.service.testing;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** One embedded PostgreSQL for all tests of this JVM, and a new database for each test class. */
public final class TestPostgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static final class Holder {
    static final EmbeddedPostgres SERVER = started();
  }

  private TestPostgres() {}

  /** The {@code DATABASE_URL} of an empty database. */
  public static String newDatabaseUrl() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = connection("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("could not create " + name, e);
    }
    EmbeddedPostgres server = Holder.SERVER;
    return "postgres://%s:%s@127.0.0.1:%d/%s"
        .formatted(server.user(), server.password(), server.port(), name);
  }

  /** Whether this server has the database of the URL. */
  static boolean holds(String databaseUrl) {
    return databaseUrl.contains("@127.0.0.1:%d/".formatted(Holder.SERVER.port()));
  }

  /** A connection to the database of this name. */
  public static Connection connection(String database) throws SQLException {
    EmbeddedPostgres server = Holder.SERVER;
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL("jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database));
    source.setUser(server.user());
    source.setPassword(server.password());
    return source.getConnection();
  }

  private static EmbeddedPostgres started() {
    try {
      Path folder = Files.createTempDirectory("sprintcap-service-test");
      EmbeddedPostgres server = new EmbeddedPostgres(folder.resolve("postgres"), 0);
      server.start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    delete(folder);
                  },
                  "stop-test-postgres"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("could not make a folder for PostgreSQL", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder, e);
    }
  }
}
