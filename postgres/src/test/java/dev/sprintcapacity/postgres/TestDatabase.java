package dev.sprintcapacity.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh, migrated database for a test class, on a real server that all classes share. Register it
 * as a static {@code @RegisterExtension} field.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  /**
   * More than any test has threads, so that no test waits for the pool. All are opened at once: a
   * pool that grows on demand forgets a waiting thread now and then (HikariCP issue 1909).
   */
  private static final int POOL_SIZE = 48;

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private @Nullable TestServer server;
  private @Nullable HikariDataSource pool;
  private String name = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    TestServer shared =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(TestServer.class, _ -> new TestServer(), TestServer.class);
    name = "test_" + DATABASES.incrementAndGet();
    execute(
        shared.dataSource("postgres"),
        "create database " + name + " template " + TestServer.TEMPLATE);
    HikariConfig config = new HikariConfig();
    config.setDataSource(shared.dataSource(name));
    config.setMaximumPoolSize(POOL_SIZE);
    server = shared;
    pool = new HikariDataSource(config);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Objects.requireNonNull(pool).close();
    execute(
        Objects.requireNonNull(server).dataSource("postgres"),
        "drop database " + name + " with (force)");
  }

  /** Pooled connections to the database. */
  public DataSource dataSource() {
    return Objects.requireNonNull(pool);
  }

  /** Connections to the database that are opened and closed one by one; settings may be changed. */
  public PGSimpleDataSource unpooled() {
    return Objects.requireNonNull(server).dataSource(name);
  }

  /**
   * Opens so many connections of the pool at once. Without it the threads of a race start one after
   * the other, each behind the opening of its connection.
   */
  public void openConnections(int connections) {
    CyclicBarrier allOpen = new CyclicBarrier(connections);
    Together.inThreads(connections, _ -> inTransaction(_ -> Together.await(allOpen)));
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource());
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(dataSource()));
  }

  /** What the work returned, committed unless it asked for a rollback. */
  public <T> T inTransaction(Function<TransactionStatus, T> work) {
    return Objects.requireNonNull(transactions().execute(work::apply));
  }

  /** Runs one statement of a test's own. */
  public static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError("cannot execute: " + sql, failure);
    }
  }
}
