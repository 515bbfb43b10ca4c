package dev.sprintcapacity.consumers.email;

import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real PostgreSQL with the tables of the e-mail consumer; one server for all classes, emptied
 * before each test. Register it as a static field.
 */
public final class EmailDatabase implements BeforeAllCallback, BeforeEachCallback {

  private @Nullable Server server;

  /** Closed by JUnit at the end of all tests. */
  static final class Server implements AutoCloseable {
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final DatabaseAddress address;
    private final ConsumerDatabase database;

    Server() {
      try {
        folder = Files.createTempDirectory("sprint-capacity-email-test");
      } catch (IOException e) {
        throw new UncheckedIOException("cannot create a folder", e);
      }
      postgres = new EmbeddedPostgres(folder.resolve("data"), 0);
      postgres.start();
      address = DatabaseUrl.parse(postgres.jdbcUrl());
      database = ConsumerDatabase.open(address, "email");
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
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(Server.class, unseen -> new Server(), Server.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    empty();
  }

  public void empty() {
    execute("truncate sprintcap_inbox, sprintcap_inbox_key, mail, waiting, team_member, sprint");
  }

  public DataSource dataSource() {
    return Objects.requireNonNull(server).database.dataSource();
  }

  public DatabaseAddress address() {
    return Objects.requireNonNull(server).address;
  }

  public void execute(String sql) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** The first column of a query, as text. */
  public List<String> column(String sql) {
    List<String> values = new ArrayList<>();
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(String.valueOf(row.getString(1)));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
    return values;
  }
}
