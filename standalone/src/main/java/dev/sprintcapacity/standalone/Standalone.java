package dev.sprintcapacity.standalone;

import dev.sprintcapacity.consumers.runtime.ConsumerKind;
import dev.sprintcapacity.consumers.runtime.Consumers;
import dev.sprintcapacity.consumers.runtime.ConsumersSettings;
import dev.sprintcapacity.service.RunningService;
import dev.sprintcapacity.service.ServiceApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Embedded PostgreSQL and Kafka with the service and the consumers on top. A server that the
 * environment names ({@code DATABASE_URL}, {@code KAFKA_BOOTSTRAP_SERVERS}) is used instead of an
 * embedded one. One thread starts it; any other may close it meanwhile.
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
   * @param environment variables as the settings of the service and of the consumers list them
   */
  public Standalone(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Starts the servers side by side, then the service, then the consumers, and returns when it
   * answers.
   *
   * @throws dev.sprintcapacity.settings.SettingsException if settings are wrong
   * @throws dev.sprintcapacity.service.ServiceException if the service cannot start
   * @throws dev.sprintcapacity.consumers.ConsumersException if a consumer cannot start
   * @throws dev.sprintcapacity.embedded.EmbeddedServerException if a server cannot start; its port
   *     may be in use
   * @throws StandaloneException if it was closed meanwhile
   */
  public void start() {
    StandaloneSettings settings = StandaloneSettings.read(environment);
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
    StandaloneSettings settings = StandaloneSettings.read(environment);
    String events = bootstrapServers();
    int port = httpPort();
    return """

    Sprint Capacity is up.
      page       http://localhost:%d/
      API        http://localhost:%d/v1/sprints   (description: http://localhost:%d/docs)
      mailbox    http://localhost:%d/mailbox
      events     %s
      consumers  %s
      stop       Ctrl-C; the data stays in %s
    """
        .formatted(
            port,
            port,
            port,
            port,
            events.isEmpty() ? "not published: Kafka is disabled" : "Kafka at " + events,
            consumersOf(settings),
            settings.service().dataFolder());
  }

  @Override
  public void close() {
    close(STOP_LIMIT);
  }

  /** Stops everything in reverse order; what takes longer than the limit is given up. */
  public void close(Duration limit) {
    parts.close(limit);
  }

  private void startParts(StandaloneSettings settings) {
    Map<String, String> complete = new HashMap<>(environment);
    CompletableFuture<Void> kafkaStart = servers.startKafka(settings.service(), complete);
    servers.startPostgres(settings.service(), complete);
    RunningService running = ServiceApplication.start(complete);
    parts.add("service", running::close);
    service = running;
    EmbeddedServers.await(kafkaStart);
    if (settings.service().kafka().enabled()) {
      startConsumers(complete, running);
    }
  }

  private void startConsumers(Map<String, String> complete, RunningService running) {
    Consumers consumers = Consumers.of(ConsumersSettings.read(complete), Clock.systemUTC());
    parts.add("consumers", consumers::close);
    consumers.start();
    consumers.bindTo(running.meters());
  }

  private static String consumersOf(StandaloneSettings settings) {
    if (!settings.service().kafka().enabled()) {
      return "none: Kafka is disabled";
    }
    return settings.consumers().enabled().isEmpty()
        ? "none: SPRINTCAP_CONSUMERS says so"
        : settings.consumers().enabled().stream()
            .map(ConsumerKind::word)
            .collect(Collectors.joining(", "));
  }

  private RunningService started() {
    if (service == null) {
      throw new IllegalStateException("not started: call start() first");
    }
    return service;
  }
}
