package dev.sprintcapacity.standalone;

import dev.sprintcapacity.service.RunningService;
import dev.sprintcapacity.service.ServiceApplication;
import dev.sprintcapacity.service.settings.ServiceSettings;
import dev.sprintcapacity.service.settings.ServiceSettings.DatabaseFrom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Embedded PostgreSQL and Kafka with the service on top. A server that the environment names
 * ({@code DATABASE_URL}, {@code KAFKA_BOOTSTRAP_SERVERS}) is used instead of an embedded one. One
 * thread starts it; any other may close it meanwhile.
 */
public final class Standalone implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Map<String, String> environment;
  private final StartedParts parts = new StartedParts();
  private final EmbeddedServers servers = new EmbeddedServers(parts);
  private @Nullable RunningService service;

  /**
   * Remembers the environment; nothing is read or started yet.
   *
   * @param environment variables as the service's settings list them
   */
  public Standalone(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Starts the servers side by side, then the service, and returns when it answers.
   *
   * @throws dev.sprintcapacity.service.ServiceException if a setting is wrong or the service cannot
   *     start
   * @throws dev.sprintcapacity.embedded.EmbeddedServerException if a server cannot start; its port
   *     may be in use
   * @throws StandaloneException if it was closed meanwhile
   */
  public void start() {
    ServiceSettings settings = ServiceSettings.read(environment, DatabaseFrom.CALLER);
    try {
      startParts(settings);
    } catch (RuntimeException e) {
      parts.closeAfter(e, STOP_LIMIT);
      throw e;
    }
  }

  /** Port the REST API listens on. */
  public int httpPort() {
    return started().port();
  }

  /** Where Kafka clients connect; empty where the environment brings its own Kafka or none. */
  public String bootstrapServers() {
    return servers
        .bootstrapServers()
        .orElseGet(() -> environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", ""));
  }

  /** What a person wants to know once everything runs. */
  public String greeting() {
    String events = bootstrapServers();
    return """

    Sprint Capacity is up.
      API      http://localhost:%d/v1/sprints   (description: http://localhost:%d/docs)
      events   %s
      stop     Ctrl-C; the data stays in %s
    """
        .formatted(
            httpPort(),
            httpPort(),
            events.isEmpty() ? "not published: Kafka is disabled" : "Kafka at " + events,
            ServiceSettings.read(environment, DatabaseFrom.CALLER).dataFolder());
  }

  @Override
  public void close() {
    close(STOP_LIMIT);
  }

  /** Stops everything in reverse order; what takes longer than the limit is given up. */
  public void close(Duration limit) {
    parts.close(limit);
  }

  private void startParts(ServiceSettings settings) {
    Map<String, String> forService = new HashMap<>(environment);
    CompletableFuture<Void> kafkaStart = servers.startKafka(settings, forService);
    servers.startPostgres(settings, forService);
    RunningService running = ServiceApplication.start(forService);
    parts.add("service", running::close);
    service = running;
    EmbeddedServers.await(kafkaStart);
  }

  private RunningService started() {
    if (service == null) {
      throw new IllegalStateException("not started: call start() first");
    }
    return service;
  }
}
