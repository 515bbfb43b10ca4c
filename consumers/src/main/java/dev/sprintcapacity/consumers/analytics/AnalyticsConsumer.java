package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumers.Lifecycle;
import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.consumers.database.ConsumerDatabase;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;

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
  private final Lifecycle<Parts> lifecycle = new Lifecycle<>("analytics");

  /** What exists from start to close. */
  private record Parts(ConsumerDatabase database, KafkaEventConsumer consumer) {}

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
    lifecycle.start(this::startedParts);
  }

  private Parts startedParts() {
    ConsumerDatabase database = ConsumerDatabase.open(address, SCHEMA);
    try {
      KafkaEventConsumer consumer = settings(environment).build();
      register(consumer, database.dataSource(), clock);
      consumer.start();
      return new Parts(database, consumer);
    } catch (ConsumerException refused) {
      database.close();
      throw new AnalyticsException(
          "The analytics consumer could not start: " + refused.getMessage(), refused);
    }
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
    return lifecycle
        .running()
        .map(parts -> parts.consumer().report())
        .orElseGet(() -> Lifecycle.notRunning(GROUP, clock.instant()));
  }

  @Override
  public void close(Duration limit) {
    lifecycle.close(parts -> {
      parts.consumer().close(limit);
      parts.database().close();
    });
  }
}
