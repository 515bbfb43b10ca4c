package dev.sprintcapacity.consumers.dashboard;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumers.Lifecycle;
import dev.sprintcapacity.consumers.SprintConsumer;
import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every event to the channels of this instance. Each instance has a group of its own, so that
 * each sees all events; the group is named after the instance and lives as long as it. Kafka
 * forgets it some days after its last member ({@code offsets.retention.minutes}). Nothing depends
 * on what it commits, it has no dead letters and makes no topics.
 *
 * <p>It begins at the end of the topics: what happens before it has joined is not told any more,
 * and pages read what is there when they are opened. Where Kafka is away or refuses it, it tries
 * again for as long as it is not closed.
 */
public final class DashboardConsumer implements SprintConsumer {

  /** The group is this and the name of the instance. */
  public static final String GROUP_PREFIX = "dashboard-";

  private static final Logger log = LoggerFactory.getLogger(DashboardConsumer.class);

  private static final String BEGIN = "latest";

  /** Whoever is refused for good is not asked more often than this. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

  private final Map<String, String> environment;
  private final String group;
  private final Channels channels;
  private final InstantSource clock;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable KafkaEventConsumer current;
  private @Nullable Thread thread;

  /**
   * A consumer, not running yet.
   *
   * @param environment the {@code KAFKA_*} variables
   * @param instance unique name of this instance: letters, digits and dashes
   * @param channels get every event
   * @param clock for the time of a report before the start
   */
  public DashboardConsumer(
      Map<String, String> environment, String instance, Channels channels, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.group = GROUP_PREFIX + instance;
    this.channels = channels;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "dashboard";
  }

  @Override
  public String group() {
    return group;
  }

  /** Begins, and returns at once: Kafka need not be there. Does nothing when called again. */
  @Override
  public void start() {
    lifecycle.lock();
    try {
      if (thread == null && closing.getCount() > 0) {
        thread = Thread.ofPlatform().daemon().name("dashboard").start(this::run);
      }
    } finally {
      lifecycle.unlock();
    }
  }

  @Override
  public ConsumerReport report() {
    KafkaEventConsumer running = current;
    if (running != null) {
      return running.report();
    }
    return Lifecycle.notRunning(group, clock.instant());
  }

  @Override
  public void close(Duration limit) {
    lifecycle.lock();
    try {
      closing.countDown();
      KafkaEventConsumer running = current;
      if (running != null) {
        running.close(limit);
      }
      Thread started = thread;
      if (started != null && !started.join(limit)) {
        started.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lifecycle.unlock();
    }
  }

  private void run() {
    try {
      do {
        consumeOnce();
      } while (!closing.await(BETWEEN_TRIES.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until it is closed, or refused for good. */
  private void consumeOnce() {
    try (KafkaEventConsumer consumer = consumer()) {
      current = consumer;
      if (closing.getCount() > 0) {
        consumer.consume();
      }
    } catch (ConsumerException refused) {
      if (closing.getCount() > 0) {
        log.warn(
            "The dashboard gets no events, and tries again in {} s: {}",
            BETWEEN_TRIES.toSeconds(),
            refused.getMessage());
      }
    }
  }

  private KafkaEventConsumer consumer() {
    KafkaEventConsumer consumer =
        KafkaEventConsumer.fromEnvironment(environment)
            .topics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
            .groupId(group)
            .autoOffsetReset(BEGIN)
            .withoutDeadLetters()
            .build();
    for (EventType type : EventType.values()) {
      consumer.registerHandler(type.wireName(), (event, context) -> publish(type, event, context));
    }
    return consumer;
  }

  private HandlerResult publish(EventType type, ConsumedEvent event, HandlerContext context) {
    String key = context.key();
    if (key == null) {
      return HandlerResult.skip("an event without a key belongs to no sprint");
    }
    channels.publish(DashboardMessage.of(type, key, event.value()));
    return HandlerResult.done();
  }
}
