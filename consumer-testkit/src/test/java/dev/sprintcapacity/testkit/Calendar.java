package dev.sprintcapacity.testkit;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.events.EventType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An application with one handler for all events, which fails for the sprints that a test names.
 */
final class Calendar implements EventHandler {
  static final String LIFECYCLE = "sprint.lifecycle";
  static final String TEAMS = "sprint.team-members";

  /** Sprint, sequence and attempt of each call. */
  final List<String> calls = new ArrayList<>();

  /** Sprint and sequence of each event that was handled. */
  final List<String> handled = new ArrayList<>();

  /** Sprints whose events fail. */
  final Set<String> failing = new HashSet<>();

  static ConsumerBuilder settings() {
    return KafkaEventConsumer.builder().topics(LIFECYCLE, TEAMS).groupId("calendar");
  }

  /** Three attempts, a second apart. */
  static RetryPolicy threeAttempts(AfterLastAttempt afterLast) {
    return new RetryPolicy(3, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0, afterLast);
  }

  TestConsumer consumer() {
    return consumer(settings());
  }

  TestConsumer consumer(ConsumerBuilder settings) {
    return TestConsumer.of(settings).registerWith(this::registerOn);
  }

  void registerOn(KafkaEventConsumer consumer) {
    for (EventType type : EventType.values()) {
      consumer.registerHandler(type.wireName(), this);
    }
  }

  @Override
  public HandlerResult handle(ConsumedEvent event, HandlerContext context) throws IOException {
    String name = context.key() + "#" + context.sequence();
    calls.add(name + " attempt " + context.attempt());
    if (failing.contains(context.key())) {
      throw new IOException("the calendar does not answer");
    }
    handled.add(context.replay() ? name + " again" : name);
    return HandlerResult.done();
  }
}
