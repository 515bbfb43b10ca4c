package dev.sprintcapacity.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.fixture.MemoryDeadLetters;
import dev.sprintcapacity.consumer.fixture.MemoryParkedKeys;
import dev.sprintcapacity.consumer.internal.wiring.Wiring;
import dev.sprintcapacity.events.SprintDeleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole consumers on a real broker, by both group protocols. */
@Timeout(180)
class KafkaEventConsumerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final GroupBroker BROKER = new GroupBroker();

  private final List<KafkaEventConsumer> consumers = new ArrayList<>();
  private final MemoryDeadLetters deadLetters = new MemoryDeadLetters();
  private final MemoryParkedKeys parkedKeys = new MemoryParkedKeys();

  /** Numbers of the events of each sprint, as they were handled. */
  private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();

  @AfterEach
  void closeAll() {
    consumers.forEach(consumer -> consumer.close(Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void events_of_a_sprint_come_in_order_and_those_of_others_at_the_same_time(String protocol)
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(3);
    int sprints = 40;
    int events = 25;
    write(topic, sprints, events, 0);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Map<String, AtomicBoolean> busy = new ConcurrentHashMap<>();
    AtomicBoolean overlapped = new AtomicBoolean();
    CountDownLatch together = new CountDownLatch(10);
    start(
        builder(topic, protocol),
        (event, context) -> {
          AtomicBoolean mine = busy.computeIfAbsent(key(context), k -> new AtomicBoolean());
          overlapped.compareAndSet(false, !mine.compareAndSet(false, true));
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          together.countDown();
          assertThat(together.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
          note(context);
          inside.decrementAndGet();
          mine.set(false);
          return HandlerResult.done();
        });

    waiting().untilAsserted(() -> assertThat(total()).isEqualTo((long) sprints * events));

    assertThat(overlapped).as("two handlers of one sprint at once").isFalse();
    assertThat(most.get()).isGreaterThanOrEqualTo(10);
    assertEachInOrder(sprints, events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void a_handler_longer_than_the_poll_interval_keeps_its_place_in_the_group(String protocol)
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    String group = "slow-" + protocol;
    start(
        builder(topic, protocol)
            .groupId(group)
            .client("max.poll.interval.ms", 2_000)
            .handoverLimit(Duration.ofSeconds(1)),
        (event, context) -> {
          if (key(context).equals("slow")) {
            begun.countDown();
            assertThat(mayEnd.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
          }
          note(context);
          return HandlerResult.done();
        });
    BROKER.write(topic, "slow", 0);
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    // three times the interval, filled with events of others
    long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
    for (int event = 0; System.nanoTime() - end < 0; event++) {
      BROKER.write(topic, "other", event);
      long expected = event + 1L;
      waiting().until(() -> handled.getOrDefault("other", List.of()).size() == expected);
    }

    mayEnd.countDown();
    waiting().untilAsserted(() -> assertThat(handled.get("slow")).containsExactly(0L));
    assertThat(BROKER.members(group)).isEqualTo(1);
    assertThat(handled.get("other")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer", "cooperative", "static"})
  void a_planned_hand_over_loses_and_repeats_nothing(String protocol)
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(4);
    String group = "handover-" + protocol;
    AtomicBoolean writing = new AtomicBoolean(true);
    int sprints = 20;
    AtomicInteger written = new AtomicInteger();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              while (writing.get()) {
                for (int sprint = 0; sprint < sprints; sprint++) {
                  BROKER.write(topic, "sprint-" + sprint, written.get());
                }
                BROKER.flush();
                written.incrementAndGet();
              }
            });
    KafkaEventConsumer first = member(topic, protocol, group, "first");
    waiting().until(() -> total() > 500);
    KafkaEventConsumer second = member(topic, protocol, group, "second");
    waiting().until(() -> second.statistics().handledRecords() > 100);
    first.close(Duration.ofSeconds(20));
    KafkaEventConsumer third = member(topic, protocol, group, "first");
    waiting().until(() -> third.statistics().handledRecords() > 100);
    writing.set(false);
    assertThat(writer.join(LIMIT)).isTrue();

    waiting()
        .untilAsserted(
            () -> assertThat(total()).isGreaterThanOrEqualTo((long) sprints * written.get()));

    assertEachInOrder(sprints, written.get());
  }

  @Test
  void after_a_restart_only_the_stuck_sprint_is_delivered_again()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(1);
    AtomicBoolean stuck = new AtomicBoolean(true);
    EventHandler handler =
        (event, context) -> {
          if (stuck.get() && key(context).equals("sprint-0")) {
            throw new RetriableHandlerException("not yet", new IllegalStateException("stuck"));
          }
          note(context);
          return HandlerResult.done();
        };
    KafkaEventConsumer first = start(builder(topic, "classic").groupId("stuck"), handler);
    write(topic, 5, 40, 0);
    waiting().until(() -> total() == 160);
    first.close(Duration.ofSeconds(10));
    stuck.set(false);
    KafkaEventConsumer second = start(builder(topic, "classic").groupId("stuck"), handler);
    waiting().until(() -> total() >= 200);

    assertEachInOrder(5, 40);
    assertThat(second.statistics().handledRecords()).isEqualTo(40);
    assertThat(second.statistics().doneBeforeRecords()).isEqualTo(160);
  }

  @Test
  void attempts_of_a_sprint_are_in_order_before_its_next_event()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(1);
    List<String> attempts = new CopyOnWriteArrayList<>();
    start(
        builder(topic, "classic")
            .retry(
                new RetryPolicy(
                    3,
                    Duration.ofMillis(20),
                    2,
                    Duration.ofSeconds(1),
                    0,
                    AfterLastAttempt.DEAD_LETTER)),
        (event, context) -> {
          attempts.add(context.sequence() + "#" + context.attempt());
          if (context.sequence() == 1 || (context.sequence() == 2 && context.attempt() < 2)) {
            throw new IllegalStateException("planned");
          }
          return HandlerResult.done();
        });
    write(topic, 1, 3, 0);
    BROKER.writeMalformed(topic, "sprint-0");
    BROKER.write(topic, "sprint-0", 3);

    waiting().until(() -> attempts.size() == 7);

    assertThat(attempts).containsExactly("1#1", "1#2", "1#3", "2#1", "2#2", "3#1", "4#1");
    assertThat(deadLetters.offsets()).containsExactly(0L, 3L);
  }

  @Test
  void closing_commits_what_was_handled_so_that_nothing_is_repeated()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(2);
    KafkaEventConsumer first =
        start(
            builder(topic, "classic").groupId("close").commitInterval(Duration.ofHours(1)), note());
    write(topic, 10, 100, 0);
    waiting().until(() -> total() == 1_000);
    first.close();

    long committed =
        BROKER.committed("close").values().stream().mapToLong(offset -> offset.offset()).sum();
    assertThat(committed).isEqualTo(1_000);
    start(builder(topic, "classic").groupId("close"), note());
    write(topic, 10, 1, 100);
    waiting().until(() -> total() >= 1_010);
    assertEachInOrder(10, 101);
  }

  @Test
  void consume_ends_with_the_failure_that_nothing_may_pass()
      throws ExecutionException, InterruptedException {
    String topic = BROKER.topic(1);
    KafkaEventConsumer consumer =
        make(
            builder(topic, "classic")
                .retry(
                    new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0, AfterLastAttempt.STOP)));
    consumer.on(
        SprintDeleted.class,
        deleted -> {
          throw new PermanentHandlerException("no such sprint: " + deleted.sprintId());
        });
    write(topic, 1, 1, 0);

    assertThatExceptionOfType(ConsumerException.class)
        .isThrownBy(consumer::consume)
        .withMessageContaining("no such sprint: sprint-0");
    assertThat(BROKER.committed("group-of-" + topic).values())
        .allSatisfy(offset -> assertThat(offset.offset()).isZero());
  }

  private KafkaEventConsumer member(String topic, String kind, String group, String name) {
    ConsumerBuilder builder =
        builder(topic, kind.equals("consumer") ? "consumer" : "classic").groupId(group);
    if (kind.equals("cooperative")) {
      builder.client(
          "partition.assignment.strategy",
          "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    }
    if (kind.equals("static")) {
      builder.client("group.instance.id", name);
    }
    return start(builder, note());
  }

  private ConsumerBuilder builder(String topic, String protocol) {
    return KafkaEventConsumer.builder()
        .topics(topic)
        .groupId("group-of-" + topic)
        .bootstrapServers(BROKER.servers())
        .autoOffsetReset("earliest")
        .client("group.protocol", protocol);
  }

  private KafkaEventConsumer make(ConsumerBuilder builder) {
    ConsumerSettings settings = builder.settings();
    Wiring real = Wiring.of(settings);
    KafkaEventConsumer consumer =
        new KafkaEventConsumer(
            settings,
            new Wiring(
                real.inbound(),
                deadLetters,
                parkedKeys,
                real.client(),
                real.clock(),
                real.nanoTime(),
                real.chance(),
                real.workers(),
                real.threads(),
                real.pause()));
    consumers.add(consumer);
    return consumer;
  }

  private KafkaEventConsumer start(ConsumerBuilder builder, EventHandler handler) {
    KafkaEventConsumer consumer = make(builder);
    consumer.registerHandler("sprint.deleted", handler);
    consumer.start();
    return consumer;
  }

  private EventHandler note() {
    return (event, context) -> {
      note(context);
      return HandlerResult.done();
    };
  }

  private void note(HandlerContext context) {
    handled
        .computeIfAbsent(key(context), k -> new CopyOnWriteArrayList<>())
        .add(context.sequence() - 1);
  }

  private static String key(HandlerContext context) {
    return Objects.requireNonNull(context.key());
  }

  private long total() {
    return handled.values().stream().mapToLong(List::size).sum();
  }

  private static void write(String topic, int sprints, int events, int from) {
    for (int event = from; event < from + events; event++) {
      for (int sprint = 0; sprint < sprints; sprint++) {
        BROKER.write(topic, "sprint-" + sprint, event);
      }
    }
    BROKER.flush();
  }

  private void assertEachInOrder(int sprints, int events) {
    List<Long> expected = new ArrayList<>();
    for (long event = 0; event < events; event++) {
      expected.add(event);
    }
    assertThat(handled).hasSize(sprints);
    assertThat(handled)
        .allSatisfy((sprint, seen) -> assertThat(seen).as(sprint).isEqualTo(expected));
  }

  private ConditionFactory waiting() {
    return await().atMost(LIMIT).pollInterval(Duration.ofMillis(20));
  }
}
