package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumer.lag.ConsumerMeters;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.Health;
import dev.sprintcapacity.consumers.SprintConsumer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how consumers are: at once where one of them changes, that they wait for Kafka
 * while they do, and now and then how far they are. Its thread does not keep the JVM alive.
 */
final class ConsumersWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ConsumersWatch.class);

  /** A report is a look into memory. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** Joining a group takes seconds where its members change; who waits longer waits for Kafka. */
  private static final Duration USUAL_START = Duration.ofSeconds(5);

  /** How often the log says that they still wait. */
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

  /** How often the log says how far they are where nothing changes. */
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(5);

  /** What an operator would act upon; details of the same state are not news. */
  private enum State {
    STARTING,
    HEALTHY,
    DEGRADED,
    UNHEALTHY,
    FAILED
  }

  private final List<SprintConsumer> consumers;
  private final String kafka;
  private final InstantSource clock;
  private final Map<String, State> told = new HashMap<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile List<ConsumerMeters> meters = List.of();
  private Instant nextWord = Instant.MIN;
  private Instant nextLine;

  /**
   * Watches nothing before {@link #start}.
   *
   * @param kafka where they look for Kafka, for people
   */
  ConsumersWatch(List<SprintConsumer> consumers, String kafka, InstantSource clock) {
    this.consumers = List.copyOf(consumers);
    this.kafka = kafka;
    this.clock = clock;
    this.nextLine = clock.instant().plus(BETWEEN_LINES);
  }

  void start() {
    Thread.ofPlatform().daemon().name("consumers-watch").start(this::run);
  }

  /** Keeps the meters of partitions up to date from now on: members come and go. */
  void refresh(List<ConsumerMeters> meters) {
    this.meters = List.copyOf(meters);
  }

  private void run() {
    try {
      while (!ending.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        runOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("Nobody watches the consumers any more; they go on", e);
    }
  }

  /** Looks at all once, and says what is new. */
  void runOnce() {
    Instant now = clock.instant();
    Map<String, ConsumerReport> reports = new LinkedHashMap<>();
    consumers.forEach(consumer -> reports.put(consumer.name(), consumer.report()));
    reports.forEach(this::look);
    waitingForKafka(reports, now);
    if (!now.isBefore(nextLine)) {
      log.info(
          "Consumers: {}",
          reports.entrySet().stream()
              .map(each -> line(each.getKey(), each.getValue()))
              .collect(Collectors.joining("; ")));
      nextLine = now.plus(BETWEEN_LINES);
    }
    meters.forEach(ConsumerMeters::refresh);
  }

  private void look(String consumer, ConsumerReport report) {
    State state = stateOf(report);
    State before = told.put(consumer, state);
    if (state == before) {
      return;
    }
    switch (state) {
      case STARTING -> {}
      case HEALTHY -> log.info("Consumer {} is healthy: {}", consumer, progress(report));
      case DEGRADED -> log.warn("Consumer {} is degraded: {}", consumer, reasons(report));
      case UNHEALTHY -> log.error("Consumer {} is unhealthy: {}", consumer, reasons(report));
      case FAILED ->
          log.error(
              "Consumer {} has ended by itself: {}", consumer, report.snapshot().phaseReason());
    }
  }

  private void waitingForKafka(Map<String, ConsumerReport> reports, Instant now) {
    List<String> waiting =
        reports.entrySet().stream()
            .filter(each -> startsSlowly(each.getValue(), now))
            .map(Map.Entry::getKey)
            .toList();
    if (!waiting.isEmpty() && !now.isBefore(nextWord)) {
      log.info("Waiting for Kafka at {}: {} not in their groups yet", kafka, waiting);
      nextWord = now.plus(BETWEEN_WORDS);
    }
  }

  private static boolean startsSlowly(ConsumerReport report, Instant now) {
    return report.snapshot().phase() == ConsumerPhase.STARTING
        && Duration.between(report.snapshot().phaseSince(), now).compareTo(USUAL_START) >= 0;
  }

  private static State stateOf(ConsumerReport report) {
    if (report.snapshot().phase() == ConsumerPhase.FAILED) {
      return State.FAILED;
    }
    boolean starting = report.snapshot().phase() == ConsumerPhase.STARTING;
    return switch (report.health()) {
      case Health.Healthy healthy -> State.HEALTHY;
      case Health.Degraded degraded -> starting ? State.STARTING : State.DEGRADED;
      case Health.Unhealthy unhealthy -> State.UNHEALTHY;
    };
  }

  private static String line(String consumer, ConsumerReport report) {
    String health =
        switch (report.health()) {
          case Health.Healthy healthy -> "healthy";
          case Health.Degraded degraded -> "degraded";
          case Health.Unhealthy unhealthy -> "unhealthy";
        };
    return "%s %s, %s".formatted(consumer, health, progress(report));
  }

  private static String progress(ConsumerReport report) {
    return "%d events left, the oldest %d s old"
        .formatted(report.lagRecords(), report.age().toSeconds());
  }

  private static String reasons(ConsumerReport report) {
    return String.join("; ", report.health().reasons());
  }

  @Override
  public void close() {
    ending.countDown();
  }
}
