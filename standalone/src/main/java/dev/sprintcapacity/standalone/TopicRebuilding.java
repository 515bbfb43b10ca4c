package dev.sprintcapacity.standalone;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import dev.sprintcapacity.service.relay.rebuild.RebuildOutcome;
import dev.sprintcapacity.service.relay.rebuild.RebuildProgress;
import dev.sprintcapacity.service.settings.ServiceSettings;
import dev.sprintcapacity.service.wiring.RebuildStart;
import dev.sprintcapacity.settings.DatabaseFrom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Rebuilds the topics of the servers that the environment names, or else of those of {@code
 * ./sprintcap up} on the data folder: of the running ones, or of ones that it starts for as long as
 * it works.
 */
final class TopicRebuilding {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Map<String, String> environment;
  private final StartedParts parts = new StartedParts();

  TopicRebuilding(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Rebuilds.
   *
   * @param deleteTopics whether topics that hold events may be deleted
   * @param progress told how far it is
   * @throws dev.sprintcapacity.service.ServiceException as {@link RebuildStart#run}
   * @throws dev.sprintcapacity.embedded.EmbeddedServerException if a server cannot start
   * @throws StandaloneException if nothing names a database
   */
  RebuildOutcome run(boolean deleteTopics, Consumer<RebuildProgress> progress) {
    ServiceSettings settings = ServiceSettings.read(environment, DatabaseFrom.CALLER);
    try {
      return RebuildStart.run(withServers(settings), deleteTopics, progress);
    } finally {
      close();
    }
  }

  /** Stops what was started here; may be called from another thread, and again. */
  void close() {
    parts.close(STOP_LIMIT);
  }

  private Map<String, String> withServers(ServiceSettings settings) {
    Map<String, String> complete = new HashMap<>(environment);
    if (settings.database().address().isPresent()) {
      return complete;
    }
    Path postgres = settings.dataFolder().resolve(EmbeddedServers.POSTGRES_FOLDER);
    Optional<String> running = EmbeddedPostgres.findRunning(postgres);
    if (running.isPresent()) {
      complete.put("DATABASE_URL", running.get());
      complete.putIfAbsent(
          "KAFKA_BOOTSTRAP_SERVERS", "localhost:" + settings.kafka().embeddedPort());
      return complete;
    }
    if (!Files.isDirectory(postgres)) {
      throw new StandaloneException(
          "which database? DATABASE_URL is not set, and the folder %s holds no data of sprintcap up: set DATABASE_URL, or say with SPRINTCAP_DATA which folder sprintcap up uses"
              .formatted(settings.dataFolder()));
    }
    EmbeddedServers servers = new EmbeddedServers(parts);
    CompletableFuture<Void> kafka = servers.startKafka(settings, complete);
    servers.startPostgres(settings, complete);
    EmbeddedServers.await(kafka);
    return complete;
  }
}
