package dev.sprintcapacity.consumer.internal.wiring;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.ConsumerStatistics;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.internal.deadletter.kafka.GroupTopics;
import dev.sprintcapacity.consumer.internal.dispatch.DispatchParts;
import dev.sprintcapacity.consumer.internal.dispatch.Dispatcher;
import dev.sprintcapacity.consumer.internal.dispatch.HandlingCounters;
import dev.sprintcapacity.consumer.internal.inbound.InboundChecks;
import dev.sprintcapacity.consumer.internal.inbound.InterceptedHandler;
import dev.sprintcapacity.consumer.internal.poll.LoopGauges;
import dev.sprintcapacity.consumer.internal.poll.LoopReport;
import dev.sprintcapacity.consumer.internal.poll.LoopThreads;
import dev.sprintcapacity.consumer.internal.poll.PollLoop;
import dev.sprintcapacity.consumer.internal.poll.PollParts;
import dev.sprintcapacity.consumer.internal.poll.PollSettings;
import dev.sprintcapacity.consumer.internal.retry.Backoff;
import dev.sprintcapacity.consumer.internal.retry.RetryRules;
import dev.sprintcapacity.consumer.internal.settings.ClientSettings;
import dev.sprintcapacity.consumer.lag.ConsumerSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer that was started. Thread-safe. */
public final class RunningConsumer {
  /** Before anything was done. */
  public static final ConsumerStatistics NOTHING_DONE =
      new ConsumerStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final Logger LOG = LoggerFactory.getLogger(RunningConsumer.class);

  /** Between two attempts to write a dead letter; its key halts meanwhile, however long. */
  private static final RetryPolicy SINK_RETRY =
      new RetryPolicy(
          Integer.MAX_VALUE,
          Duration.ofMillis(100),
          2,
          Duration.ofSeconds(10),
          0.2,
          AfterLastAttempt.STOP);

  /** What the end takes beyond the handlers: commit, leave the group, close sinks. */
  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  /** What sinks get to send the rest. */
  private static final Duration SINK_CLOSE_LIMIT = Duration.ofSeconds(5);

  private final String group;
  private final InboundChecks inbound;
  private final Dispatcher dispatcher;
  private final PollLoop loop;
  private final LoopThreads threads;

  private RunningConsumer(
      String group,
      InboundChecks inbound,
      Dispatcher dispatcher,
      PollLoop loop,
      LoopThreads threads) {
    this.group = group;
    this.inbound = inbound;
    this.dispatcher = dispatcher;
    this.loop = loop;
    this.threads = threads;
  }

  /**
   * Puts everything together and starts it.
   *
   * @throws ConsumerException where the client refuses its settings; nothing is left running then
   */
  public static RunningConsumer start(
      ConsumerSettings settings, Map<String, EventHandler> handlers, Wiring wiring) {
    Consumer<byte[], byte[]> client = client(settings, wiring);
    try {
      wiring.deadLetters().start();
      wiring.parkedKeys().start();
    } catch (RuntimeException e) {
      closeSinks(wiring);
      client.close();
      throw e;
    }
    InboundChecks inbound = wiring.inbound().apply(handlers.keySet());
    Dispatcher dispatcher = new Dispatcher(parts(settings, handlers, inbound, wiring));
    PollLoop loop =
        new PollLoop(
            client,
            new PollSettings(
                settings.topics(),
                redriveTopics(settings),
                settings.maxRecordsInMemory(),
                ClientSettings.maxPollRecords(settings),
                settings.commitInterval(),
                settings.commitRecords(),
                settings.handoverLimit()),
            new PollParts(
                inbound, wiring.parkedKeys(), wiring.clock(), wiring.nanoTime(), wiring.pause()),
            dispatcher);
    LoopThreads threads =
        wiring.threads().of(loop, settings.groupId() + "-poll", () -> closeSinks(wiring));
    threads.start();
    LOG.info("Consumer of group {} started on {}", settings.groupId(), settings.topics());
    LOG.debug("Consumer of group {}: {}", settings.groupId(), settings);
    return new RunningConsumer(settings.groupId(), inbound, dispatcher, loop, threads);
  }

  private static Set<String> redriveTopics(ConsumerSettings settings) {
    if (!settings.deadLetters()) {
      return Set.of();
    }
    return settings.topics().stream()
        .map(topic -> new GroupTopics(topic, settings.groupId()).redrive())
        .collect(Collectors.toSet());
  }

  private static Consumer<byte[], byte[]> client(ConsumerSettings settings, Wiring wiring) {
    try {
      return wiring.client().apply(ClientSettings.of(settings));
    } catch (KafkaException e) {
      throw new ConsumerException(
          "the Kafka client of group %s cannot be made: %s"
              .formatted(settings.groupId(), e.getCause() == null ? e.getMessage() : e.getCause()),
          e);
    }
  }

  private static DispatchParts parts(
      ConsumerSettings settings,
      Map<String, EventHandler> handlers,
      InboundChecks inbound,
      Wiring wiring) {
    Map<String, EventHandler> intercepted = new HashMap<>(handlers);
    intercepted.replaceAll(
        (type, handler) -> InterceptedHandler.of(handler, settings.interceptors()));
    return new DispatchParts(
        settings.groupId(),
        intercepted,
        inbound,
        wiring.deadLetters(),
        wiring.parkedKeys(),
        new RetryRules(settings.retry(), settings.failureClassifier(), wiring.chance()),
        new Backoff(SINK_RETRY, wiring.chance()),
        settings.maxConcurrency(),
        settings.inlineUpTo().toNanos(),
        wiring.workers().apply(settings.groupId() + "-lane"),
        wiring.clock(),
        wiring.nanoTime(),
        wiring.pause());
  }

  private static void closeSinks(Wiring wiring) {
    try {
      wiring.parkedKeys().close(SINK_CLOSE_LIMIT);
    } catch (RuntimeException e) {
      LOG.warn("The keeper of parked keys was not closed cleanly", e);
    }
    try {
      wiring.deadLetters().close(SINK_CLOSE_LIMIT);
    } catch (RuntimeException e) {
      LOG.warn("The sink of dead letters was not closed cleanly", e);
    }
  }

  /**
   * Waits for the end.
   *
   * @throws ConsumerException where it came by itself, or this thread was interrupted
   */
  public void awaitEnd() {
    try {
      threads.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsumerException(
          "interrupted while group %s consumes: close it to end it".formatted(group), e);
    }
    Throwable failure = loop.failure();
    if (failure != null) {
      throw new ConsumerException(
          "the consumer of group %s stopped: %s".formatted(group, failure.getMessage()), failure);
    }
  }

  /** Ends it; returns when it has ended, or has not within the limit and what the end takes. */
  public void close(Duration limit) {
    loop.requestClose(limit);
    try {
      if (!threads.awaitEnd(limit.plus(END_LIMIT))) {
        LOG.warn("Consumer of group {} has not ended within {}", group, limit.plus(END_LIMIT));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while the consumer of group {} ends", group);
    }
  }

  /** How far it is. */
  public ConsumerSnapshot snapshot() {
    LoopReport report = loop.report();
    return new ConsumerSnapshot(
        group,
        report.phase(),
        report.phaseSince(),
        report.phaseReason(),
        report.lastPoll(),
        report.partitions(),
        report.stuckKeys(),
        inbound.counts());
  }

  /** What was done, and what is held. */
  public ConsumerStatistics statistics() {
    HandlingCounters counters = dispatcher.counters();
    LoopGauges gauges = loop.gauges();
    return new ConsumerStatistics(
        counters.handled().sum(),
        counters.skipped().sum(),
        counters.ignored().sum(),
        counters.failedAttempts().sum(),
        counters.deadLetters().sum(),
        counters.parked().sum(),
        counters.sinkFailures().sum(),
        counters.doneBefore().sum(),
        counters.inline().sum(),
        threads.takeOvers(),
        counters.foreign().sum(),
        gauges.recordsInMemory(),
        gauges.busyLanes(),
        gauges.waitingLanes(),
        gauges.partitions(),
        gauges.pausedPartitions());
  }
}
