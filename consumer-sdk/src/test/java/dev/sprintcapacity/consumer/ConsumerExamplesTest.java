package dev.sprintcapacity.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.internal.inbound.SampleRecords;
import dev.sprintcapacity.consumer.lag.ConsumerMeters;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.Health;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.events.EncodedEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the documentation shows and says, on a real broker. */
@Timeout(240)
class ConsumerExamplesTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @RegisterExtension static final GroupBroker BROKER = new GroupBroker();

  private final List<KafkaEventConsumer> consumers = new ArrayList<>();

  @AfterEach
  void closeAll() {
    consumers.forEach(consumer -> consumer.close(Duration.ofSeconds(5)));
  }

  @Test
  void the_quick_start_of_the_documentation_is_compiled_and_works()
      throws IOException, ExecutionException, InterruptedException {
    Path root = root();
    String source =
        Files.readString(
            root.resolve("consumer-sdk/src/test/java/dev/sprintcapacity/consumer/QuickStart.java"));
    String example =
        source
            .substring(
                source.indexOf("// tag::quick-start[]\n") + "// tag::quick-start[]\n".length(),
                source.indexOf("    // end::quick-start[]"))
            .indent(-4);
    assertThat(Files.readString(root.resolve("docs/consumer-sdk.md"))).contains(example);

    BROKER.create("sprint.lifecycle", 3);
    List<String> calendar = new CopyOnWriteArrayList<>();
    Thread program =
        Thread.ofPlatform()
            .start(() ->
                new QuickStart(calendar::add)
                    .run(
                        Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS", BROKER.servers(),
                            "KAFKA_CONSUMER_GROUP", "calendar",
                            "KAFKA_AUTO_OFFSET_RESET", "earliest")));
    EncodedEvent created = SampleRecords.anEvent(1, SampleRecords.aSprintCreated());
    BROKER.write("sprint.lifecycle", created);
    waitUntil(() -> !calendar.isEmpty());
    program.interrupt();

    assertThat(program.join(LIMIT)).isTrue();
    assertThat(calendar).containsExactly("Sprint 25-01");
  }

  @Test
  void each_group_gets_every_event_and_members_of_one_group_share_them()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(4);
    List<String> mails = new CopyOnWriteArrayList<>();
    List<String> analytics1 = new CopyOnWriteArrayList<>();
    List<String> analytics2 = new CopyOnWriteArrayList<>();
    start(topic, "email-sender", note(mails), HealthThresholds.DEFAULT);
    KafkaEventConsumer one =
        start(topic, "analytics-processor", note(analytics1), HealthThresholds.DEFAULT);
    KafkaEventConsumer two =
        start(topic, "analytics-processor", note(analytics2), HealthThresholds.DEFAULT);
    waitUntil(() -> topicPartitions(one, topic) == 2 && topicPartitions(two, topic) == 2);
    for (int sprint = 0; sprint < 50; sprint++) {
      BROKER.write(topic, "sprint-" + sprint, 0);
    }
    BROKER.flush();

    waitUntil(() -> mails.size() >= 50 && analytics1.size() + analytics2.size() >= 50);

    assertThat(mails).hasSize(50).doesNotHaveDuplicates();
    List<String> both = new ArrayList<>(analytics1);
    both.addAll(analytics2);
    assertThat(both).hasSize(50).doesNotHaveDuplicates();
    assertThat(analytics1).isNotEmpty();
    assertThat(analytics2).isNotEmpty();
  }

  @Test
  void a_stuck_sprint_shows_in_age_health_and_meters_and_is_forgotten_when_it_is_done()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(1);
    AtomicBoolean broken = new AtomicBoolean(true);
    KafkaEventConsumer consumer =
        start(
            topic,
            "stuck",
            (event, context) ->
                broken.get() && "stuck".equals(context.key())
                    ? HandlerResult.retryLater(Duration.ofMillis(50))
                    : HandlerResult.done(),
            new HealthThresholds(
                Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5), 100));
    waitUntil(() -> consumer.report().isReady());
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new ConsumerMeters(consumer, Clock.systemUTC(), HealthThresholds.DEFAULT).bindTo(registry);
    assertThat(consumer.report().health()).isInstanceOf(Health.Healthy.class);
    BROKER.write(topic, "stuck", 0);
    BROKER.write(topic, "stuck", 1);
    BROKER.write(topic, "fine", 0);
    BROKER.flush();
    waitUntil(() -> consumer.report().health() instanceof Health.Degraded);
    Duration young = consumer.report().age();

    waitUntil(() -> consumer.report().age().compareTo(young.plusMillis(500)) > 0);

    ConsumerReport report = consumer.report();
    assertThat(report.lagRecords()).isEqualTo(2);
    assertThat(report.isReady()).as("no restart helps").isTrue();
    assertThat(report.snapshot().stuckKeys())
        .singleElement()
        .satisfies(key -> {
          assertThat(key.key()).isEqualTo("stuck");
          assertThat(key.waitingRecords()).isEqualTo(1);
        });
    assertThat(registry.get("sprintcap.consumer.stuck.keys").gauge().value()).isEqualTo(1);
    assertThat(registry.get("sprintcap.consumer.age.seconds").gauge().value()).isGreaterThan(0.5);

    broken.set(false);
    waitUntil(() -> consumer.report().lagRecords() == 0);
    assertThat(consumer.report().age()).isZero();
    assertThat(consumer.report().snapshot().stuckKeys()).isEmpty();
    consumer.close(Duration.ofSeconds(10));
    assertThat(consumer.snapshot().phase()).isEqualTo(ConsumerPhase.STOPPED);
  }

  private static long topicPartitions(KafkaEventConsumer consumer, String topic) {
    return consumer.snapshot().partitions().stream()
        .filter(each -> each.topic().equals(topic))
        .count();
  }

  private static EventHandler note(List<String> seen) {
    return (event, context) -> {
      seen.add(String.valueOf(context.key()));
      return HandlerResult.done();
    };
  }

  private KafkaEventConsumer start(
      String topic, String group, EventHandler handler, HealthThresholds thresholds) {
    KafkaEventConsumer consumer =
        KafkaEventConsumer.builder()
            .topics(topic)
            .groupId(group)
            .bootstrapServers(BROKER.servers())
            .autoOffsetReset("earliest")
            .retry(
                new RetryPolicy(
                    Integer.MAX_VALUE,
                    Duration.ofMillis(50),
                    1,
                    Duration.ofMillis(50),
                    0,
                    AfterLastAttempt.DEAD_LETTER))
            .healthThresholds(thresholds)
            .build();
    consumers.add(consumer);
    consumer.registerHandler("sprint.deleted", handler);
    consumer.start();
    return consumer;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("sprintcap"))) {
      folder = java.util.Objects.requireNonNull(folder.getParent(), "the project's root");
    }
    return folder;
  }

  private void waitUntil(Callable<Boolean> condition) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(condition.call())
                .as("%s", consumers.stream().map(each -> each.report() + "\n").toList())
                .isTrue());
  }
}
