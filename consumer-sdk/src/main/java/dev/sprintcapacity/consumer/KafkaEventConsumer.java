package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.internal.settings.EventTypes;
import dev.sprintcapacity.consumer.internal.wiring.RunningConsumer;
import dev.sprintcapacity.consumer.internal.wiring.Wiring;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.ConsumerSnapshot;
import dev.sprintcapacity.consumer.lag.InboundCounts;
import dev.sprintcapacity.consumer.lag.LagSource;
import dev.sprintcapacity.events.EventData;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes events: in order for each key, side by side across keys, and never past a failure. Safe
 * for use by several threads.
 *
 * <pre>{@code
 * try (KafkaEventConsumer consumer =
 *     KafkaEventConsumer.builder()
 *         .topics("sprint.lifecycle")
 *         .groupId("my-sprint-processor")
 *         .bootstrapServers("localhost:9092")
 *         .build()) {
 *   consumer.on(SprintCreated.class, created -> greet(created.facts().sprintName()));
 *   consumer.consume();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class KafkaEventConsumer implements AutoCloseable, LagSource {
  /** Bound of {@link #close()}: 30 s. */
  public static final Duration DEFAULT_CLOSE_LIMIT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventConsumer.class);

  private final ConsumerSettings settings;
  private final Wiring wiring;
  private final Map<String, EventHandler> handlers = new HashMap<>();
  private final ReentrantLock lifecycle = new ReentrantLock();
  private volatile @Nullable RunningConsumer running;
  private volatile @Nullable Instant startingSince;
  private volatile boolean closed;

  KafkaEventConsumer(ConsumerSettings settings, Wiring wiring) {
    this.settings = settings;
    this.wiring = wiring;
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static ConsumerBuilder builder() {
    return new ConsumerBuilder();
  }

  /**
   * Begins with the environment: see {@link ConsumerBuilder#fromEnvironment}.
   *
   * @param env environment variables, as of {@link System#getenv()}
   * @return a builder
   */
  public static ConsumerBuilder fromEnvironment(Map<String, String> env) {
    return new ConsumerBuilder().fromEnvironment(env);
  }

  /**
   * Has events of a type handled. A type that this version does not know is allowed, because a
   * newer service may publish it, and logged as a warning with the nearest name that is known.
   *
   * @param eventType the {@code event_type}, such as {@code sprint.created}
   * @param handler called as {@link EventHandler} says
   * @return this
   * @throws ConsumerException where the consumer was started, or the type has a handler
   */
  public KafkaEventConsumer registerHandler(String eventType, EventHandler handler) {
    lifecycle.lock();
    try {
      if (running != null || closed) {
        throw new ConsumerException(
            "the handler of %s came too late: register handlers before start()"
                .formatted(eventType));
      }
      if (handlers.containsKey(eventType)) {
        throw new ConsumerException(
            "%s has a handler: one event type has one handler".formatted(eventType));
      }
      EventTypes.doubtsAbout(eventType).ifPresent(doubts -> LOG.warn("{}", doubts));
      handlers.put(eventType, handler);
      return this;
    } finally {
      lifecycle.unlock();
    }
  }

  /**
   * Has events of a type handled by an action that takes the event alone.
   *
   * @param eventType the {@code event_type}, such as {@code sprint.created}
   * @param action what returns is done
   * @return this
   * @throws ConsumerException where the consumer was started, or the type has a handler
   */
  public KafkaEventConsumer registerHandler(String eventType, EventAction action) {
    return registerHandler(
        eventType,
        (event, context) -> {
          action.accept(event);
          return HandlerResult.done();
        });
  }

  /**
   * Has events with a type of content handled.
   *
   * @param type the class of the content, such as {@code SprintCreated.class}
   * @param handler called as {@link EventHandler} says
   * @param <T> the class of the content
   * @return this
   * @throws ConsumerException where the consumer was started, or the type has a handler
   */
  public <T extends EventData> KafkaEventConsumer on(Class<T> type, TypedHandler<T> handler) {
    return registerHandler(
        EventTypes.of(type).wireName(),
        (event, context) -> handler.handle(event.data(type), context));
  }

  /**
   * Has events with a type of content handled by an action that takes the content alone.
   *
   * @param type the class of the content, such as {@code SprintCreated.class}
   * @param action what returns is done
   * @param <T> the class of the content
   * @return this
   * @throws ConsumerException where the consumer was started, or the type has a handler
   */
  public <T extends EventData> KafkaEventConsumer on(Class<T> type, TypedAction<T> action) {
    return on(
        type,
        (data, context) -> {
          action.accept(data);
          return HandlerResult.done();
        });
  }

  /**
   * Starts to consume, on threads of its own, which do not keep the JVM alive. Does nothing where
   * it was started before.
   *
   * @throws ConsumerException where it was closed, nobody registered a handler, or the Kafka client
   *     refuses its settings; nothing is left running then
   */
  public void start() {
    running();
  }

  private RunningConsumer running() {
    lifecycle.lock();
    try {
      RunningConsumer existing = running;
      if (existing != null) {
        return existing;
      }
      if (closed) {
        throw new ConsumerException(
            "the consumer of group %s was closed: build another".formatted(settings.groupId()));
      }
      if (handlers.isEmpty()) {
        throw new ConsumerException(
            "the consumer of group %s has no handler: register one before start()"
                .formatted(settings.groupId()));
      }
      startingSince = wiring.clock().instant();
      try {
        RunningConsumer started = RunningConsumer.start(settings, handlers, wiring);
        running = started;
        return started;
      } finally {
        startingSince = null;
      }
    } finally {
      lifecycle.unlock();
    }
  }

  /**
   * Consumes until the consumer is closed; starts it where that was not done.
   *
   * @throws ConsumerException where the consumer stopped by itself: a handler's failure was fatal,
   *     the policy after the last attempt is {@link AfterLastAttempt#STOP}, or Kafka refused it for
   *     good. Also where this thread is interrupted; the consumer then goes on
   */
  public void consume() {
    running().awaitEnd();
  }

  /** Closes within {@link #DEFAULT_CLOSE_LIMIT}; see {@link #close(Duration)}. */
  @Override
  public void close() {
    close(DEFAULT_CLOSE_LIMIT);
  }

  /**
   * Ends in order: no handler begins any more, those that run may end, what is done is committed,
   * the group is left. Handlers that have not ended within the limit run on, and their events are
   * delivered again. Does nothing where it was closed before. To be called from outside of
   * handlers: one that closes its own consumer waits for itself until the limit.
   *
   * @param limit how long handlers may take
   */
  public void close(Duration limit) {
    RunningConsumer last;
    lifecycle.lock();
    try {
      closed = true;
      last = running;
    } finally {
      lifecycle.unlock();
    }
    if (last != null) {
      last.close(limit);
    }
  }

  /**
   * What was done so far, and what is held.
   *
   * @return zeros where it was not started
   */
  public ConsumerStatistics statistics() {
    RunningConsumer started = running;
    return started == null ? RunningConsumer.NOTHING_DONE : started.statistics();
  }

  /**
   * How far it is, for meters and probes: no broker is asked, and what is told of partitions is a
   * fraction of a second old.
   *
   * @return the consumer as it is
   */
  @Override
  public ConsumerSnapshot snapshot() {
    RunningConsumer started = running;
    if (started != null) {
      return started.snapshot();
    }
    Instant now = wiring.clock().instant();
    Instant starting = startingSince;
    ConsumerPhase phase = ConsumerPhase.CREATED;
    if (starting != null) {
      phase = ConsumerPhase.STARTING;
    } else if (closed) {
      phase = ConsumerPhase.STOPPED;
    }
    return new ConsumerSnapshot(
        settings.groupId(),
        phase,
        starting == null ? now : starting,
        "",
        now,
        List.of(),
        List.of(),
        InboundCounts.ZERO);
  }

  /**
   * How far it is and whether it is well, by the thresholds of its settings. The answer to
   * readiness probes is {@link ConsumerReport#isReady()}.
   *
   * @return the snapshot, judged now
   */
  public ConsumerReport report() {
    return ConsumerReport.of(snapshot(), wiring.clock().instant(), settings.healthThresholds());
  }
}
