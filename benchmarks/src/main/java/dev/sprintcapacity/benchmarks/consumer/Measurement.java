package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.Contender;
import dev.sprintcapacity.benchmarks.consumer.contender.Contender.Running;
import dev.sprintcapacity.benchmarks.consumer.contender.Source;
import dev.sprintcapacity.chaos.process.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets one contender run on a backlog for a while, and looks at what it did. */
final class Measurement {
  /** Joining a group and fetching the first records takes a second or two. */
  private static final Duration FIRST_LIMIT = Duration.ofSeconds(60);

  private final Broker broker;
  private final Backlog backlog;
  private final Duration warmUp;
  private final Duration window;
  private final AtomicInteger runs = new AtomicInteger();

  Measurement(Broker broker, Backlog backlog, Setup setup) {
    this.broker = broker;
    this.backlog = backlog;
    this.warmUp = setup.warmUp();
    this.window = setup.window();
  }

  /**
   * Measures once.
   *
   * @throws IllegalStateException where the contender handles nothing at all
   */
  Measured of(Contender contender, Cell cell) {
    Source source =
        new Source(
            broker.bootstrapServers(),
            backlog.topic(),
            backlog.partitions(),
            "group-" + runs.incrementAndGet());
    if (cell.poisoned()) {
      broker.createTopic(source.deadLetterTopic(), backlog.partitions());
    }
    ThroughputHandling handling = new ThroughputHandling(cell, backlog);
    try (Running _ = contender.start(source, handling)) {
      try {
        return measured(contender, handling);
      } finally {
        handling.end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + contender.name() + " ran", e);
    }
  }

  private Measured measured(Contender contender, ThroughputHandling handling)
      throws InterruptedException {
    if (!handling.awaitFirst(FIRST_LIMIT)) {
      throw new IllegalStateException(
          "%s handled nothing within %s; %d attempts failed"
              .formatted(contender.name(), FIRST_LIMIT, handling.failedAttempts()));
    }
    if (!warmUp.isZero()) {
      Await.pause(warmUp);
    }
    long begin = System.nanoTime();
    long handled = handling.handled();
    long cpu = Usage.cpuNanos();
    long allocated = Usage.bytes();
    long end = handling.awaitAll(window);
    long events = handling.handled() - handled;
    double bytes = Usage.bytes() - allocated;
    double cpuMicros = (Usage.cpuNanos() - cpu) / 1e3;
    return new Measured(
        events * 1e9 / (end - begin),
        cpuMicros / events,
        bytes / events,
        handling.order().violations(),
        handling.order().repetitions());
  }
}
