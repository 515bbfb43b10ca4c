package dev.sprintcapacity.benchmarks.consumer.contender;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.events.EventType;
import java.time.Duration;
import java.util.Objects;

/** The product, with its defaults but for the time between two attempts. */
public final class SprintCapacityConsumer implements Contender {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final RetryPolicy RETRY =
      new RetryPolicy(
          Handling.ATTEMPTS,
          Duration.ofMillis(Handling.RETRY_MILLIS),
          1,
          Duration.ofMillis(Handling.RETRY_MILLIS),
          0,
          AfterLastAttempt.DEAD_LETTER);

  @Override
  public String name() {
    return "KafkaEventConsumer";
  }

  @Override
  public Role role() {
    return Role.OURS;
  }

  @Override
  public Running start(Source source, Handling handling) {
    KafkaEventConsumer consumer =
        KafkaEventConsumer.builder()
            .bootstrapServers(source.bootstrapServers())
            .topics(source.topic())
            .groupId(source.group())
            .autoOffsetReset("earliest")
            .maxConcurrency(CONCURRENCY)
            .retry(RETRY)
            .build();
    consumer.registerHandler(
        EventType.SPRINT_UPDATED.wireName(),
        (event, context) -> {
          String key = Objects.requireNonNull(context.key(), "key");
          handling.handle(SprintKeys.indexOf(key), context.offset(), context.headers());
          return HandlerResult.done();
        });
    consumer.start();
    return () -> {
      System.err.printf("consumer: %s%n", consumer.statistics());
      consumer.close(CLOSE_LIMIT);
    };
  }
}
