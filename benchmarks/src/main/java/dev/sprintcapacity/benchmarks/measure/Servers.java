package dev.sprintcapacity.benchmarks.measure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.postgres.Migrations;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.service.relay.Relay;
import dev.sprintcapacity.service.relay.RelayPace;
import dev.sprintcapacity.service.relay.RelaySettings;
import dev.sprintcapacity.service.relay.TopicPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A durable PostgreSQL and a real Kafka on free ports, in a folder that is gone at the end. */
public final class Servers implements AutoCloseable {

  private static final int PARTITIONS = 6;

  /** A migration holds one connection while it opens another. */
  private static final int MIGRATION_CONNECTIONS = 3;

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka kafka;

  private Servers(Path folder) {
    this.folder = folder;
    this.postgres = new EmbeddedPostgres(folder.resolve("postgres"), 0);
    this.kafka = new EmbeddedKafka(folder.resolve("kafka"), 0, Map.of());
  }

  /** Starts both, and brings the tables up to date. */
  public static Servers start() {
    try {
      Servers servers = new Servers(Files.createTempDirectory("sprintcap-benchmark"));
      try {
        servers.postgres.start();
        servers.kafka.start();
        try (HikariDataSource pool = servers.pool(MIGRATION_CONNECTIONS)) {
          Migrations.migrate(pool);
        }
        return servers;
      } catch (RuntimeException e) {
        servers.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  /** A pool of its own, as the service has one. */
  public HikariDataSource pool(int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl());
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  /** The relay of the product, not running yet. */
  public Relay relay() {
    return new Relay(
        new RelaySettings(
            true,
            "benchmark",
            new LogDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password()),
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new TopicPlan(PARTITIONS, (short) 1, TopicPlan.DEFAULT_CURSOR_TOPIC),
            RelayPace.DEFAULT),
        Clock.systemUTC());
  }

  /** What the service needs to know of the servers. */
  public Map<String, String> environment() {
    return Map.of(
        "DATABASE_URL", postgres.jdbcUrl(),
        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "SPRINTCAP_HTTP_PORT", "0");
  }

  /** Where Kafka clients connect. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** A folder for outputs of child processes. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
    Folder.delete(folder);
  }
}
