package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumer.lag.ConsumerMeters;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.SprintConsumer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumers that run together: started side by side, watched, and ended in reverse. One thread
 * starts them; any other may close them meanwhile.
 */
public final class Consumers implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Consumers.class);

  private final ConsumersSettings settings;
  private final Map<ConsumerKind, Supplier<SprintConsumer>> makers;
  private final Clock clock;
  private final List<SprintConsumer> made = new ArrayList<>();
  private final Set<SprintConsumer> started = new HashSet<>();
  private @Nullable ConsumersWatch watch;
  private volatile boolean closing;

  /**
   * Makes and starts nothing yet.
   *
   * @param settings which of them run, and on which database
   * @param makers of all kinds; only those that are enabled are asked
   * @param clock of the wait for the database and of what is told of the consumers
   */
  Consumers(
      ConsumersSettings settings, Map<ConsumerKind, Supplier<SprintConsumer>> makers, Clock clock) {
    this.settings = settings;
    this.makers = Map.copyOf(makers);
    this.clock = clock;
  }

  /**
   * Those of the settings, not started.
   *
   * @param clock the one they take times from
   */
  public static Consumers of(ConsumersSettings settings, Clock clock) {
    return new Consumers(settings, ConsumerMakers.of(settings, clock), clock);
  }

  /**
   * Waits for the database, starts all consumers, and returns while they go on. Where Kafka is away
   * they wait for it, and the log says so. Returns early where it is closed meanwhile.
   *
   * @throws ConsumersException where the database does not answer or one of them is refused;
   *     nothing is left running then
   */
  public void start() {
    if (settings.enabled().isEmpty()) {
      log.info("No consumer runs: SPRINTCAP_CONSUMERS says none");
      return;
    }
    new DatabaseWait(settings.database(), clock).await(settings.databaseWait(), () -> closing);
    makeAll();
    try {
      startAll();
    } catch (ConsumersException failure) {
      closeAfter(failure);
      throw failure;
    }
    watchAll();
  }

  /** The consumers that were made, in their order; empty before the start. */
  public synchronized List<SprintConsumer> all() {
    return List.copyOf(made);
  }

  /** How each one is, by its name; empty before the start. */
  public Map<String, ConsumerReport> reports() {
    Map<String, ConsumerReport> reports = new LinkedHashMap<>();
    all().forEach(consumer -> reports.put(consumer.name(), consumer.report()));
    return reports;
  }

  /** Has a registry tell how each one is; to be called once, after the start. */
  public void bindTo(MeterRegistry registry) {
    List<ConsumerMeters> meters = new ArrayList<>();
    for (SprintConsumer consumer : all()) {
      ConsumerMeters ofOne =
          new ConsumerMeters(() -> consumer.report().snapshot(), clock, HealthThresholds.DEFAULT);
      ofOne.bindTo(registry);
      meters.add(ofOne);
    }
    ConsumersWatch watching = watching();
    if (watching != null) {
      watching.refresh(meters);
    }
  }

  /** Ends all within {@link SprintConsumer#CLOSE_LIMIT}. */
  @Override
  public void close() {
    close(SprintConsumer.CLOSE_LIMIT);
  }

  /**
   * Ends all in reverse order, each one whatever the others do. Does nothing where they were closed
   * before.
   *
   * @param limit for all of them together; one that is reached later still gets to leave its group
   * @throws ConsumersException where some did not end well, with their failures
   */
  public void close(Duration limit) {
    closing = true;
    ConsumersException failure = new ConsumersException("some consumers did not end well");
    endAll(limit, failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private synchronized void makeAll() {
    for (ConsumerKind kind : settings.enabled()) {
      Supplier<SprintConsumer> maker = makers.get(kind);
      if (maker == null) {
        throw new ConsumersException("nobody knows how to make the consumer " + kind.word());
      }
      made.add(maker.get());
    }
  }

  /** Side by side: each one waits for answers of PostgreSQL and Kafka more than it works. */
  private void startAll() {
    List<CompletableFuture<Void>> starts =
        all().stream()
            .map(consumer ->
                CompletableFuture.runAsync(() -> start(consumer), Thread::startVirtualThread))
            .toList();
    ConsumersException first = null;
    for (CompletableFuture<Void> start : starts) {
      try {
        start.join();
      } catch (CompletionException e) {
        ConsumersException refused = refused(e);
        if (first == null) {
          first = refused;
        } else {
          first.addSuppressed(refused);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static ConsumersException refused(CompletionException wrapped) {
    if (wrapped.getCause() instanceof ConsumersException refused) {
      return refused;
    }
    log.error("A consumer failed to start in a way that nobody expects", wrapped.getCause());
    return new ConsumersException("a consumer cannot start: " + wrapped.getCause(), wrapped);
  }

  private void start(SprintConsumer consumer) {
    if (closing) {
      return;
    }
    consumer.start();
    if (!remembered(consumer)) {
      consumer.close();
      return;
    }
    log.debug("Consumer {} of group {} started", consumer.name(), consumer.group());
  }

  private synchronized boolean remembered(SprintConsumer consumer) {
    if (!closing) {
      started.add(consumer);
    }
    return !closing;
  }

  private synchronized void watchAll() {
    if (!closing) {
      watch = new ConsumersWatch(all(), settings.kafkaPlace(), clock);
      watch.start();
    }
  }

  private synchronized @Nullable ConsumersWatch watching() {
    return watch;
  }

  private void closeAfter(ConsumersException failure) {
    closing = true;
    endAll(SprintConsumer.CLOSE_LIMIT, failure);
  }

  private void endAll(Duration limit, ConsumersException failure) {
    long deadline = System.nanoTime() + limit.toNanos();
    ConsumersWatch watching = watching();
    if (watching != null) {
      watching.close();
    }
    for (SprintConsumer consumer = next(); consumer != null; consumer = next()) {
      try {
        consumer.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** The last one that runs and nobody ends yet. */
  private synchronized @Nullable SprintConsumer next() {
    return made.reversed().stream().filter(started::remove).findFirst().orElse(null);
  }
}
