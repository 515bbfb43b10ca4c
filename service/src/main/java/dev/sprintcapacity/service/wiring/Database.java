package dev.sprintcapacity.service.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.sprintcapacity.service.settings.DatabaseSettings;
import dev.sprintcapacity.settings.DatabaseAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the connections to PostgreSQL, with every wait bounded. */
final class Database {

  /** A request waits this long for a connection before it is answered with 503. */
  private static final Duration POOL_WAIT = Duration.ofSeconds(3);

  /** A server on the same continent accepts within a fraction of this. */
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(3);

  /** A server that says nothing for so long is gone; longer than any statement may take. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** Statements of requests take milliseconds. */
  private static final Duration STATEMENT = Duration.ofSeconds(15);

  private static final Duration LOCK = Duration.ofSeconds(10);
  private static final Duration VALIDATION = Duration.ofSeconds(1);
  private static final Duration KEEPALIVE = Duration.ofMinutes(2);
  private static final String APPLICATION = "sprint-capacity";

  private Database() {}

  /** One connection at a time without a bound on statements: for the check and the migrations. */
  static DataSource unpooled(DatabaseAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.jdbcUrl());
    if (address.user() != null) {
      source.setUser(address.user());
    }
    if (address.password() != null) {
      source.setPassword(address.password());
    }
    source.setConnectTimeout((int) CONNECT_WAIT.toSeconds());
    source.setApplicationName(APPLICATION);
    return source;
  }

  /** The pool that requests use. */
  static HikariDataSource pool(
      DatabaseAddress address, DatabaseSettings settings, MeterRegistry meters) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(POOL_WAIT.toMillis());
    config.setValidationTimeout(VALIDATION.toMillis());
    config.setKeepaliveTime(KEEPALIVE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", APPLICATION);
    config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_WAIT.toSeconds()));
    config.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    if (!address.jdbcUrl().contains("options=")) {
      config.addDataSourceProperty(
          "options",
          "-c statement_timeout=%d -c lock_timeout=%d"
              .formatted(STATEMENT.toMillis(), LOCK.toMillis()));
    }
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
    return new HikariDataSource(config);
  }
}
