package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.ConsumerSnapshot;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.consumer.lag.InboundCounts;
import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the figures of sprints in the schema {@code analytics}, from both topics, each event once.
 * Several may run: they share the sprints. Read what it keeps with {@link AnalyticsQueries}.
 */
public final class AnalyticsConsumer implements SprintConsumer {

  /** The consumer group, which no setting changes: its offsets belong to the tables. */
  public static final String GROUP = "analytics-processor";

  /** The schema of the database, and the name an operator knows. */
  public static final String SCHEMA = "analytics";

  /**
   * A database may be away for a night: an event waits for it for about a day, with its sprint, and
   * shows as stuck. What will never work is a dead letter at once.
   */
  private static final RetryPolicy RETRY =
      new RetryPolicy(
          3_000,
          Duration.ofMillis(200),
          2,
          Duration.ofSeconds(30),
          0.2,
          AfterLastAttempt.DEAD_LETTER);

  private final DatabaseAddress address;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Lock lifecycle = new ReentrantLock();
  private volatile @Nullable KafkaEventConsumer consumer;
  private @Nullable ConsumerDatabase database;
  private boolean closed;

  /**
   * Connects to nothing yet.
   *
   * @param environment the {@code KAFKA_} variables; a group among them is ignored
   */
  public AnalyticsConsumer(DatabaseAddress address, Map<String, String> environment, Clock clock) {
    this.address = address;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public String name() {
    return SCHEMA;
  }

  @Override
  public String group() {
    return GROUP;
  }

  @Override
  public void start() {
    lifecycle.lock();
    try {
      if (closed) {
        throw new AnalyticsException("the analytics consumer was closed: make another");
      }
      if (consumer == null) {
        ConsumerDatabase opened = ConsumerDatabase.open(address, SCHEMA);
        try {
          consumer = started(opened.dataSource());
          database = opened;
        } catch (ConsumerException refused) {
          opened.close();
          throw new AnalyticsException(
              "The analytics consumer could not start: " + refused.getMessage(), refused);
        }
      }
    } finally {
      lifecycle.unlock();
    }
  }

  private KafkaEventConsumer started(DataSource dataSource) {
    KafkaEventConsumer made = settings(environment).build();
    register(made, dataSource, clock);
    made.start();
    return made;
  }

  /** How the consumer reads, with the group and what belongs to it fixed. */
  static ConsumerBuilder settings(Map<String, String> environment) {
    return KafkaEventConsumer.fromEnvironment(environment)
        .topics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
        .groupId(GROUP)
        .autoOffsetReset("earliest")
        .retry(RETRY)
        .maxConcurrency(ConsumerDatabase.CONNECTIONS);
  }

  /** Has every type of event kept in the database, once. */
  static void register(KafkaEventConsumer consumer, DataSource dataSource, InstantSource clock) {
    EventHandler handler = handler(dataSource, clock);
    for (EventType type : EventType.values()) {
      consumer.registerHandler(type.wireName(), handler);
    }
  }

  /** Keeps events of any type; skips those that were kept before. */
  static EventHandler handler(DataSource dataSource, InstantSource clock) {
    TransactionalInbox inbox = new TransactionalInbox();
    return inbox.once(dataSource, new AnalyticsHandler(inbox, clock));
  }

  @Override
  public ConsumerReport report() {
    KafkaEventConsumer started = consumer;
    if (started != null) {
      return started.report();
    }
    Instant now = clock.instant();
    return ConsumerReport.of(
        new ConsumerSnapshot(
            GROUP, ConsumerPhase.CREATED, now, "", now, List.of(), List.of(), InboundCounts.ZERO),
        now,
        HealthThresholds.DEFAULT);
  }

  @Override
  public void close(Duration limit) {
    lifecycle.lock();
    try {
      closed = true;
      if (consumer != null) {
        consumer.close(limit);
      }
      if (database != null) {
        database.close();
        database = null;
      }
    } finally {
      lifecycle.unlock();
    }
  }

  @Override
  public String toString() {
    return "analytics of group " + GROUP;
  }
}
