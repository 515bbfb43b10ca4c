package dev.sprintcapacity.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.internal.settings.ClientSettings;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.FailureClassifier.Failure;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import dev.sprintcapacity.events.SprintCreated;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerSettingsTest {
  @Test
  void the_defaults_are_those_of_the_documentation() {
    ConsumerSettings settings = aConsumer().settings();

    assertThat(settings.topics()).containsExactly("sprint.lifecycle");
    assertThat(settings.groupId()).isEqualTo("my-sprint-processor");
    assertThat(settings.client()).isEmpty();
    assertThat(settings.retry()).isEqualTo(RetryPolicy.DEFAULT);
    assertThat(settings.checks()).isEqualTo(EventCheckSettings.DEFAULT);
    assertThat(settings.interceptors()).isEmpty();
    assertThat(settings.healthThresholds()).isEqualTo(HealthThresholds.DEFAULT);
    assertThat(settings.failureClassifier()).isSameAs(ConsumerSettings.DEFAULT_FAILURE_CLASSIFIER);
    assertThat(settings.maxConcurrency()).isEqualTo(1_000);
    assertThat(settings.maxRecordsInMemory()).isEqualTo(10_000);
    assertThat(settings.inlineUpTo()).isEqualTo(Duration.ofNanos(20_000));
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.commitRecords()).isEqualTo(10_000);
    assertThat(settings.handoverLimit()).isEqualTo(Duration.ofSeconds(10));
    assertThat(ClientSettings.of(settings))
        .containsEntry("bootstrap.servers", "localhost:9092")
        .containsEntry("auto.offset.reset", "latest")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("allow.auto.create.topics", false)
        .containsEntry("max.poll.records", 500)
        .containsEntry("group.id", "my-sprint-processor");
  }

  @Test
  void every_setting_can_be_set_to_another_value() {
    RetryPolicy retry =
        new RetryPolicy(2, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0, AfterLastAttempt.STOP);
    Upcasters upcasters = Upcasters.none().with("sprint.created", 0, value -> value);
    SchemaValidator validator = (type, value) -> List.of("refused");
    IdempotencySettings idempotency = IdempotencySettings.DEFAULT.withMemory(1, 2);
    HealthThresholds thresholds =
        new HealthThresholds(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3), 4);
    ConsumerSettings settings =
        KafkaEventConsumer.builder()
            .topics("sprint.team-members", "sprint.lifecycle")
            .groupId("email-sender")
            .bootstrapServers("kafka-1:9092")
            .autoOffsetReset("earliest")
            .client("isolation.level", "read_uncommitted")
            .retry(retry)
            .failureClassifier(failure -> Failure.FATAL)
            .upcasters(upcasters)
            .schemaValidator(validator)
            .idempotency(idempotency)
            .interceptor((event, context) -> (result, failure) -> {})
            .healthThresholds(thresholds)
            .maxConcurrency(7)
            .maxRecordsInMemory(80)
            .inlineUpTo(Duration.ZERO)
            .commitInterval(Duration.ofSeconds(2))
            .commitRecords(9)
            .handoverLimit(Duration.ofSeconds(3))
            .withoutDeadLetters()
            .settings();
    ConsumerSettings defaults = aConsumer().settings();

    assertThat(settings.retry()).isEqualTo(retry);
    assertThat(settings.checks())
        .isEqualTo(new EventCheckSettings(upcasters, validator, idempotency));
    assertThat(settings.healthThresholds()).isEqualTo(thresholds);
    assertThat(settings.maxConcurrency()).isEqualTo(7);
    assertThat(settings.commitRecords()).isEqualTo(9);
    assertThat(ClientSettings.of(settings))
        .containsEntry("bootstrap.servers", "kafka-1:9092")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("isolation.level", "read_uncommitted")
        .containsEntry("max.poll.records", 40);
    assertThat(Arrays.stream(ConsumerSettings.class.getRecordComponents()))
        .as("every setting differs from its default here")
        .allSatisfy(component ->
            assertThat(value(component, settings)).isNotEqualTo(value(component, defaults)));
  }

  @Test
  void keys_cannot_wait_behind_dead_letters_that_are_not_kept() {
    assertThatExceptionOfType(ConsumerSettingsException.class)
        .isThrownBy(() ->
            aConsumer()
                .retry(
                    new RetryPolicy(
                        1, Duration.ZERO, 1, Duration.ZERO, 0, AfterLastAttempt.PARK_KEY))
                .withoutDeadLetters()
                .build())
        .withMessageContaining("withoutDeadLetters()");
  }

  @Test
  void all_problems_come_at_once() {
    ConsumerBuilder builder =
        KafkaEventConsumer.builder()
            .maxConcurrency(0)
            .maxRecordsInMemory(1)
            .inlineUpTo(Duration.ofSeconds(1))
            .commitInterval(Duration.ZERO)
            .commitRecords(0)
            .handoverLimit(Duration.ofMinutes(5))
            .client("enable.auto.commit", "true")
            .client("value.deserializer", "x")
            .client("auto.offset.reset", "somewhere")
            .client("fetch.min.bytes", "-3")
            .client("group.protocol", "consumer")
            .client("session.timeout.ms", "1000");

    assertThatExceptionOfType(ConsumerSettingsException.class)
        .isThrownBy(builder::build)
        .satisfies(e ->
            assertThat(e.problems())
                .hasSize(13)
                .anySatisfy(p -> assertThat(p).contains("topics", "none is given"))
                .anySatisfy(p -> assertThat(p).contains("groupId", "KAFKA_CONSUMER_GROUP"))
                .anySatisfy(p -> assertThat(p).contains("maxConcurrency", "1 to 100000", "0"))
                .anySatisfy(p -> assertThat(p).contains("maxRecordsInMemory", "1"))
                .anySatisfy(p -> assertThat(p).contains("inlineUpTo", "PT1S"))
                .anySatisfy(p -> assertThat(p).contains("commitInterval"))
                .anySatisfy(p -> assertThat(p).contains("commitRecords"))
                .anySatisfy(p -> assertThat(p).contains("handoverLimit", "max.poll.interval.ms"))
                .anySatisfy(p -> assertThat(p).contains("enable.auto.commit"))
                .anySatisfy(p -> assertThat(p).contains("value.deserializer"))
                .anySatisfy(p -> assertThat(p).contains("auto.offset.reset", "somewhere"))
                .anySatisfy(p -> assertThat(p).contains("fetch.min.bytes", "-3"))
                .anySatisfy(p -> assertThat(p).contains("session.timeout.ms", "group.protocol")));
  }

  @Test
  void what_dead_letters_and_their_way_back_rest_on_is_checked_before_the_start() {
    ConsumerBuilder builder =
        KafkaEventConsumer.builder()
            .topics("sprint.lifecycle")
            .groupId("group with blanks")
            .idempotency(IdempotencySettings.DEFAULT.withGap(GapPolicy.WAIT, Duration.ofSeconds(1)))
            .retry(
                new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0, AfterLastAttempt.PARK_KEY))
            .client(
                "partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");

    assertThatExceptionOfType(ConsumerSettingsException.class)
        .isThrownBy(builder::build)
        .satisfies(e ->
            assertThat(e.problems())
                .hasSize(3)
                .anySatisfy(p -> assertThat(p).contains("groupId", "group with blanks"))
                .anySatisfy(p -> assertThat(p).contains("gap policy WAIT", "ce_sequence"))
                .anySatisfy(p -> assertThat(p).contains("PARK_KEY", "CooperativeSticky")));
  }

  @Test
  void the_environment_of_the_documentation_is_understood() {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092,kafka-2:9092");
    env.put("KAFKA_CONSUMER_GROUP", "sprint-processor");
    env.put("KAFKA_AUTO_OFFSET_RESET", "earliest");
    env.put("KAFKA_GROUP_PROTOCOL", "consumer");
    env.put("KAFKA_HEAP_OPTS", "-Xmx1g");
    env.put("SPRINTCAP_CONSUMER_TOPICS", "sprint.lifecycle, sprint.team-members");
    env.put("SPRINTCAP_CONSUMER_MAX_CONCURRENCY", "50");
    env.put("SPRINTCAP_CONSUMER_MAX_RECORDS_IN_MEMORY", "600");
    env.put("SPRINTCAP_CONSUMER_INLINE_UP_TO", "5us");
    env.put("SPRINTCAP_CONSUMER_COMMIT_INTERVAL", "300ms");
    env.put("SPRINTCAP_CONSUMER_COMMIT_RECORDS", "70");
    env.put("SPRINTCAP_CONSUMER_HANDOVER_LIMIT", "1m");
    env.put("SPRINTCAP_CONSUMER_RETRY_MAX_ATTEMPTS", "4");
    env.put("SPRINTCAP_CONSUMER_AFTER_LAST_ATTEMPT", "park-key");
    env.put("SPRINTCAP_HTTP_PORT", "8000");

    ConsumerSettings settings = KafkaEventConsumer.fromEnvironment(env).settings();

    assertThat(settings.topics())
        .containsExactlyInAnyOrder("sprint.lifecycle", "sprint.team-members");
    assertThat(settings.groupId()).isEqualTo("sprint-processor");
    assertThat(settings.maxConcurrency()).isEqualTo(50);
    assertThat(settings.maxRecordsInMemory()).isEqualTo(600);
    assertThat(settings.inlineUpTo()).isEqualTo(Duration.ofNanos(5_000));
    assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(300));
    assertThat(settings.commitRecords()).isEqualTo(70);
    assertThat(settings.handoverLimit()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.retry().maxAttempts()).isEqualTo(4);
    assertThat(settings.retry().afterLast()).isEqualTo(AfterLastAttempt.PARK_KEY);
    assertThat(settings.client())
        .containsEntry("bootstrap.servers", "kafka-1:9092,kafka-2:9092")
        .containsEntry("auto.offset.reset", "earliest")
        .containsEntry("group.protocol", "consumer")
        .doesNotContainKey("heap.opts");
  }

  @Test
  void problems_of_the_environment_and_of_the_settings_come_together() {
    ConsumerBuilder builder =
        KafkaEventConsumer.fromEnvironment(
                Map.of(
                    "SPRINTCAP_CONSUMER_MAX_CONCURENCY", "5",
                    "SPRINTCAP_CONSUMER_COMMIT_INTERVAL", "200",
                    "SPRINTCAP_CONSUMER_RETRY_MAX_ATTEMPTS", "0",
                    "SPRINTCAP_CONSUMER_AFTER_LAST_ATTEMPT", "explode"))
            .topics("sprint.lifecycle")
            .maxConcurrency(-1);

    assertThatExceptionOfType(ConsumerSettingsException.class)
        .isThrownBy(builder::build)
        .satisfies(e ->
            assertThat(e.problems())
                .hasSize(6)
                .anySatisfy(p ->
                    assertThat(p)
                        .contains(
                            "MAX_CONCURENCY", "did you mean SPRINTCAP_CONSUMER_MAX_CONCURRENCY?"))
                .anySatisfy(p -> assertThat(p).contains("COMMIT_INTERVAL", "'200'"))
                .anySatisfy(p -> assertThat(p).contains("RETRY_MAX_ATTEMPTS", "'0'"))
                .anySatisfy(p -> assertThat(p).contains("AFTER_LAST_ATTEMPT", "'explode'"))
                .anySatisfy(p -> assertThat(p).contains("groupId"))
                .anySatisfy(p -> assertThat(p).contains("maxConcurrency", "-1")));
  }

  @Test
  void values_of_client_settings_are_shown_nowhere() {
    ConsumerSettings settings =
        aConsumer().client("sasl.jaas.config", "password=secret-canary").settings();

    assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("canary");
  }

  @Test
  void handlers_are_registered_once_and_before_the_start() {
    try (KafkaEventConsumer consumer = aConsumer().build()) {
      assertThatExceptionOfType(ConsumerException.class)
          .isThrownBy(consumer::start)
          .withMessageContaining("no handler");
      consumer.registerHandler("sprint.created", event -> {});
      assertThatExceptionOfType(ConsumerException.class)
          .isThrownBy(() -> consumer.on(SprintCreated.class, created -> {}))
          .withMessageContaining("sprint.created has a handler");
      consumer.close(Duration.ZERO);
      assertThatExceptionOfType(ConsumerException.class)
          .isThrownBy(() -> consumer.registerHandler("sprint.deleted", event -> {}))
          .withMessageContaining("sprint.deleted");
      assertThatExceptionOfType(ConsumerException.class)
          .isThrownBy(consumer::start)
          .withMessageContaining("was closed");
    }
  }

  private static ConsumerBuilder aConsumer() {
    return KafkaEventConsumer.builder().topics("sprint.lifecycle").groupId("my-sprint-processor");
  }

  private static Object value(RecordComponent component, ConsumerSettings settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read " + component, e);
    }
  }
}
