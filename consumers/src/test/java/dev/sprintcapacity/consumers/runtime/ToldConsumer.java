package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.ConsumerSnapshot;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.consumer.lag.InboundCounts;
import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.SprintConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A consumer without Kafka, which does what the test tells it and writes down what is asked of it.
 */
final class ToldConsumer implements SprintConsumer {
  private final String name;
  private final List<String> asked;
  private boolean refusesStart;
  private boolean refusesClose;
  private Runnable whileStarting = () -> {};
  private ConsumerPhase phase = ConsumerPhase.CREATED;
  private Instant since = Instant.EPOCH;
  private Instant now = Instant.EPOCH;
  private Instant lastPoll = Instant.EPOCH;
  private String reason = "";

  /**
   * Nothing is asked yet.
   *
   * @param asked takes a word for each start and close; safe for many threads
   */
  ToldConsumer(String name, List<String> asked) {
    this.name = name;
    this.asked = asked;
  }

  ToldConsumer refusingStart() {
    refusesStart = true;
    return this;
  }

  ToldConsumer refusingClose() {
    refusesClose = true;
    return this;
  }

  ToldConsumer whileStarting(Runnable action) {
    whileStarting = action;
    return this;
  }

  /** From now on it is in this phase, since an instant; it polled last when it is looked at. */
  synchronized void is(ConsumerPhase phase, String reason, Instant since, Instant now) {
    this.phase = phase;
    this.reason = reason;
    this.since = since;
    this.now = now;
    this.lastPoll = now;
  }

  /** It has not polled since it was looked at last. */
  synchronized void silentUntil(Instant now) {
    this.now = now;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String group() {
    return name + "-group";
  }

  @Override
  public void start() {
    whileStarting.run();
    if (refusesStart) {
      throw new ConsumersException(name + " will not start");
    }
    asked.add("start " + name);
  }

  @Override
  public synchronized ConsumerReport report() {
    return ConsumerReport.of(
        new ConsumerSnapshot(
            group(), phase, since, reason, lastPoll, List.of(), List.of(), InboundCounts.ZERO),
        now,
        HealthThresholds.DEFAULT);
  }

  @Override
  public void close(Duration limit) {
    asked.add("close " + name);
    if (refusesClose) {
      throw new ConsumersException(name + " will not end");
    }
  }
}
