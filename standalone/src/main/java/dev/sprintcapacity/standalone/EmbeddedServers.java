package dev.sprintcapacity.standalone;

import dev.sprintcapacity.embedded.EmbeddedKafka;
import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.service.settings.ServiceSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Starts an embedded server for each that the environment does not name, on the data folder. Not
 * thread-safe.
 */
final class EmbeddedServers {

  static final String KAFKA_FOLDER = "kafka";
  static final String POSTGRES_FOLDER = "postgres";

  private final StartedParts parts;
  private @Nullable EmbeddedKafka kafka;

  /**
   * Starts nothing yet.
   *
   * @param parts gets what is started, to stop it
   */
  EmbeddedServers(StartedParts parts) {
    this.parts = parts;
  }

  /**
   * Begins to start Kafka where it is wanted and the environment does not bring one.
   *
   * @param environment gets its address
   * @return done when it serves clients
   */
  CompletableFuture<Void> startKafka(ServiceSettings settings, Map<String, String> environment) {
    if (!settings.kafka().enabled() || environment.containsKey("KAFKA_BOOTSTRAP_SERVERS")) {
      return CompletableFuture.completedFuture(null);
    }
    EmbeddedKafka server =
        new EmbeddedKafka(
            settings.dataFolder().resolve(KAFKA_FOLDER), settings.kafka().embeddedPort(), Map.of());
    // asked before the service starts beside it, which would publish to whoever has the port
    server.requireFreePort();
    kafka = server;
    parts.add("Kafka", server::close);
    CompletableFuture<Void> started =
        CompletableFuture.runAsync(server::start, Thread::startVirtualThread);
    if (settings.kafka().embeddedPort() == 0) {
      await(started);
    }
    String address =
        settings.kafka().embeddedPort() == 0
            ? server.bootstrapServers()
            : "localhost:" + settings.kafka().embeddedPort();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", address);
    return started;
  }

  /**
   * Starts PostgreSQL where the environment does not bring one, and returns when it is ready.
   *
   * @param environment gets its address
   */
  void startPostgres(ServiceSettings settings, Map<String, String> environment) {
    if (settings.database().address().isPresent()) {
      return;
    }
    EmbeddedPostgres server =
        new EmbeddedPostgres(settings.dataFolder().resolve(POSTGRES_FOLDER), 0);
    parts.add("PostgreSQL", server::close);
    server.start();
    environment.put("DATABASE_URL", server.jdbcUrl());
  }

  /** Where clients find the Kafka that was started here. */
  Optional<String> bootstrapServers() {
    return Optional.ofNullable(kafka).map(EmbeddedKafka::bootstrapServers);
  }

  static void await(CompletableFuture<Void> start) {
    try {
      start.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
