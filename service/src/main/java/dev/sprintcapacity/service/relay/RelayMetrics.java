package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the relay of this instance has done since it was made. Readable from any thread. */
public final class RelayMetrics {

  private final InstantSource clock;
  private final LongAdder publishedEvents = new LongAdder();
  private final LongAdder publishedBatches = new LongAdder();
  private final LongAdder commitNanos = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder takeOvers = new LongAdder();
  private final AtomicReference<@Nullable Instant> waitingSince = new AtomicReference<>();
  private volatile int lastBatchEvents;
  private volatile Duration lastCommit = Duration.ZERO;
  private volatile Duration lastLag = Duration.ZERO;

  /**
   * Nothing counted yet.
   *
   * @param clock for the age of events; no decision rests on it
   */
  public RelayMetrics(InstantSource clock) {
    this.clock = clock;
  }

  /** Events published. */
  public long publishedEvents() {
    return publishedEvents.sum();
  }

  /** Kafka transactions committed. */
  public long publishedBatches() {
    return publishedBatches.sum();
  }

  /** Time spent from the begin of transactions to their commit, in sum. */
  public Duration publishingTime() {
    return Duration.ofNanos(commitNanos.sum());
  }

  /** Connections with the database or Kafka that failed. */
  public long failures() {
    return failures.sum();
  }

  /** How often this instance began to publish. */
  public long takeOvers() {
    return takeOvers.sum();
  }

  /** Number of events of the last batch. */
  public int lastBatchEvents() {
    return lastBatchEvents;
  }

  /** Time from the begin of the last transaction to its commit. */
  public Duration lastPublishingTime() {
    return lastCommit;
  }

  /** From the change to its publication, for the oldest event of the last batch. */
  public Duration lastLag() {
    return lastLag;
  }

  /**
   * Age of the oldest event that this instance knows to wait; zero where it knows of none. A
   * stand-by knows only events of its own while nobody publishes.
   */
  public Duration oldestWaiting() {
    return Optional.ofNullable(waitingSince.get())
        .map(since -> Duration.between(since, clock.instant()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  void waiting(Instant since) {
    waitingSince.compareAndSet(null, since);
  }

  void nothingWaits() {
    waitingSince.set(null);
  }

  void published(List<StoredEvent> events, Duration took) {
    publishedEvents.add(events.size());
    publishedBatches.increment();
    commitNanos.add(took.toNanos());
    lastBatchEvents = events.size();
    lastCommit = took;
    lastLag = Duration.between(events.getFirst().occurredAt(), clock.instant());
    waitingSince.set(null);
  }

  void failed() {
    failures.increment();
  }

  void tookOver() {
    takeOvers.increment();
  }
}
