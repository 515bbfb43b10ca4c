package dev.sprintcapacity.consumers.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.consumer.inbox.InboxTables;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The schema of one consumer: its own tables and those of its inbox. Connections search this schema
 * first, so that statements name tables alone. Safe for use by several threads.
 */
public final class ConsumerDatabase implements AutoCloseable {

  /** Handlers run side by side; each holds a connection for one short transaction. */
  public static final int CONNECTIONS = 4;

  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(10);

  /** A server that says nothing for so long is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /**
   * A member that is frozen inside a transaction holds its key's lock no longer than this: the
   * database ends its session.
   */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(20);

  /** One instance at a time: "if not exists" alone fails where two create at once. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtext('sprintcap consumers ' || ?))
      """;

  private final String schema;
  private final HikariDataSource pool;

  private ConsumerDatabase(String schema, HikariDataSource pool) {
    this.schema = schema;
    this.pool = pool;
  }

  /**
   * Connects, and brings the schema up to date. Several instances may do so at once.
   *
   * @param address of the database
   * @param schema lower-case name of the schema, made where it is missing; its migrations lie in
   *     the class path at {@code db/<schema>}
   * @throws ConsumersException where the database does not answer or refuses
   */
  public static ConsumerDatabase open(DatabaseAddress address, String schema) {
    HikariDataSource pool = new HikariDataSource(config(address, schema));
    try {
      Flyway.configure()
          .dataSource(pool)
          .schemas(schema)
          .defaultSchema(schema)
          .locations("classpath:db/" + schema)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          .load()
          .migrate();
      createInbox(pool, schema);
      return new ConsumerDatabase(schema, pool);
    } catch (FlywayException | SQLException failure) {
      pool.close();
      throw new ConsumersException(
          "Could not prepare schema %s of the database at %s: %s"
              .formatted(schema, address, failure.getMessage()),
          failure);
    }
  }

  private static void createInbox(DataSource source, String schema) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement alone = connection.prepareStatement(ALONE)) {
      connection.setAutoCommit(false);
      alone.setString(1, schema);
      alone.execute();
      InboxTables.createIfAbsent(connection);
      connection.commit();
    }
  }

  /** Connections with automatic commits, unless the caller says otherwise. */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public String toString() {
    return "schema " + schema;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariConfig config(DatabaseAddress address, String schema) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(schema);
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setInitializationFailTimeout(CONNECTION_WAIT.toMillis());
    config.setSchema(schema);
    config.addDataSourceProperty("ApplicationName", "sprint-capacity-" + schema);
    config.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // details quote rows, which hold names and addresses; messages end up in logs and dead letters
    config.addDataSourceProperty("logServerErrorDetail", "false");
    if (!address.jdbcUrl().contains("options=")) {
      config.addDataSourceProperty(
          "options", "-c idle_in_transaction_session_timeout=" + IDLE_IN_TRANSACTION.toMillis());
    }
    return config;
  }
}
