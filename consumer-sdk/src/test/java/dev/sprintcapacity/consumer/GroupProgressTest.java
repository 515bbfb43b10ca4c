package dev.sprintcapacity.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forgetting how far a group has read, on a real broker. */
@Timeout(180)
class GroupProgressTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int EVENTS = 20;

  @RegisterExtension static final GroupBroker BROKER = new GroupBroker();

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void a_group_that_forgot_begins_again_and_one_with_members_does_not_forget(String protocol)
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(2);
    for (int event = 0; event < EVENTS; event++) {
      BROKER.write(topic, "sprint-" + event, 0);
    }
    BROKER.flush();
    ConsumerBuilder builder = builder(topic, "forgets-" + protocol, protocol);
    AtomicInteger handled = new AtomicInteger();
    try (KafkaEventConsumer consumer = started(builder, handled)) {
      await().atMost(LIMIT).until(() -> handled.get() == EVENTS);
      assertThat(consumer.statistics().handledRecords()).isEqualTo(EVENTS);

      assertThatExceptionOfType(ConsumerException.class)
          .isThrownBy(() -> GroupProgress.forget(builder.settings()))
          .withMessageContaining("group forgets-%s has members: stop".formatted(protocol));
    }
    assertThat(BROKER.committed("forgets-" + protocol)).isNotEmpty();

    GroupProgress.forget(builder.settings());

    assertThat(BROKER.committed("forgets-" + protocol)).isEmpty();
    try (KafkaEventConsumer consumer = started(builder, handled)) {
      await().atMost(LIMIT).until(() -> handled.get() == 2 * EVENTS);
      assertThat(consumer.statistics().handledRecords()).isEqualTo(EVENTS);
    }
  }

  @Test
  void a_group_that_kafka_does_not_know_has_nothing_to_forget()
      throws ExecutionException, InterruptedException {
    GroupProgress.forget(builder("sprint.lifecycle", "unknown", "classic").settings());

    assertThat(BROKER.committed("unknown")).isEmpty();
  }

  @Test
  void a_kafka_that_does_not_answer_is_told_within_seconds() {
    ConsumerBuilder builder =
        builder("sprint.lifecycle", "lonely", "classic").bootstrapServers("127.0.0.1:1");

    assertThatExceptionOfType(ConsumerException.class)
        .isThrownBy(() -> GroupProgress.forget(builder.settings()))
        .withMessageContaining("Kafka did not forget the progress of group lonely");
  }

  private static ConsumerBuilder builder(String topic, String group, String protocol) {
    return KafkaEventConsumer.fromEnvironment(Map.of())
        .bootstrapServers(BROKER.servers())
        .topics(topic)
        .groupId(group)
        .client("group.protocol", protocol)
        .autoOffsetReset("earliest");
  }

  private static KafkaEventConsumer started(ConsumerBuilder builder, AtomicInteger handled) {
    KafkaEventConsumer consumer = builder.build();
    consumer.registerHandler(
        "sprint.deleted",
        (event, context) -> {
          handled.incrementAndGet();
          return HandlerResult.done();
        });
    consumer.start();
    return consumer;
  }
}
