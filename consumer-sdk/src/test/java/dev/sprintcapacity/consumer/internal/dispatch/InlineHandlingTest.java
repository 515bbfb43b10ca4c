package dev.sprintcapacity.consumer.internal.dispatch;

import static dev.sprintcapacity.consumer.fixture.TestRecords.P0;
import static dev.sprintcapacity.consumer.fixture.TestRecords.aRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.fixture.TestParts;
import dev.sprintcapacity.consumer.internal.dispatch.Dispatcher.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the leader handles itself, and what becomes of it where that takes long. */
@Timeout(60)
class InlineHandlingTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long BOUND_NANOS = 20_000;

  /** More than it takes to find out that handlers are short. */
  private static final int WARM_UP = 2_000;

  private final TestParts parts = new TestParts();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final HeldPartition partition = new HeldPartition(P0);

  InlineHandlingTest() {
    partition.openFrom(0, "");
  }

  @Test
  void short_handlers_run_on_the_leader_once_they_are_known_to_be_short() {
    Dispatcher dispatcher = dispatcher((event, context) -> HandlerResult.done());

    warmUp(dispatcher);

    assertThat(dispatcher.counters().inline().sum()).isBetween(WARM_UP / 2L, WARM_UP - 1L);
    assertThat(dispatcher.done()).isEqualTo(WARM_UP);
    assertThat(dispatcher.inMemory()).isZero();
  }

  @Test
  void handlers_that_take_longer_on_average_are_handed_over() {
    Dispatcher dispatcher =
        dispatcher((event, context) -> {
          parts.time.pass(Duration.ofNanos(BOUND_NANOS + 1_000));
          return HandlerResult.done();
        });

    warmUp(dispatcher);

    assertThat(dispatcher.counters().inline().sum()).isZero();
  }

  @Test
  void one_long_handling_does_not_make_handlers_long() {
    Dispatcher dispatcher = dispatcher(this::longWhereTheKeySaysSo);
    warmUp(dispatcher);

    dispatcher.dispatch(aRecord(WARM_UP, "long"), partition);
    dispatcher.dispatch(aRecord(WARM_UP + 1, "other"), partition);

    assertThat(parts.threads.waiting()).isZero();
    assertThat(dispatcher.done()).isEqualTo(WARM_UP + 2);
  }

  @Test
  void long_handlings_among_short_ones_have_all_handed_over() {
    Dispatcher dispatcher = dispatcher(this::longWhereTheKeySaysSo);
    warmUp(dispatcher);

    for (int i = 0; i < 500; i++) {
      dispatcher.dispatch(aRecord(WARM_UP + i, i % 100 == 0 ? "long" : "k" + i), partition);
      settle(dispatcher);
    }
    dispatcher.dispatch(aRecord(WARM_UP + 500, "other"), partition);

    assertThat(parts.threads.waiting()).isEqualTo(1);
  }

  @Test
  void handlers_that_become_long_are_handed_over_within_some_records() {
    AtomicReference<Duration> work = new AtomicReference<>(Duration.ZERO);
    Dispatcher dispatcher =
        dispatcher((event, context) -> {
          parts.time.pass(work.get());
          return HandlerResult.done();
        });
    warmUp(dispatcher);
    work.set(Duration.ofMillis(1));

    long before = dispatcher.counters().inline().sum();
    for (int i = 0; i < 100; i++) {
      dispatcher.dispatch(aRecord(WARM_UP + i, "k" + i), partition);
      settle(dispatcher);
    }

    assertThat(dispatcher.counters().inline().sum() - before).isLessThan(30);
  }

  private HandlerResult longWhereTheKeySaysSo(ConsumedEvent event, HandlerContext context) {
    if ("long".equals(context.key())) {
      parts.time.pass(Duration.ofMillis(10));
    }
    return HandlerResult.done();
  }

  @Test
  void a_short_handler_does_not_overtake_earlier_events_of_its_key() {
    Dispatcher dispatcher =
        dispatcher((event, context) -> {
          handled.add(context.key() + context.offset() + "#" + context.attempt());
          if (handled.contains("a2000#1") && !handled.contains("a2000#2")) {
            throw new IOException("no answer");
          }
          return HandlerResult.done();
        });
    warmUp(dispatcher);
    handled.clear();

    dispatcher.dispatch(aRecord(WARM_UP, "a"), partition);
    dispatcher.dispatch(aRecord(WARM_UP + 1, "a"), partition);
    settle(dispatcher);
    assertThat(handled).containsExactly("a2000#1");
    assertThat(dispatcher.inMemory()).isEqualTo(2);

    parts.time.pass(Duration.ofSeconds(1));
    settle(dispatcher);
    assertThat(handled).containsExactly("a2000#1", "a2000#2", "a2001#1");
    assertThat(dispatcher.inMemory()).isZero();
  }

  @Test
  void while_a_handler_does_not_end_another_thread_leads_on_and_its_key_stays_in_order()
      throws InterruptedException {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Dispatcher dispatcher =
        dispatcher((event, context) -> {
          if (context.offset() == WARM_UP) {
            begun.countDown();
            assertThat(mayEnd.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
          }
          handled.add(context.key() + context.offset());
          return HandlerResult.done();
        });
    warmUp(dispatcher);
    handled.clear();
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    Thread leader =
        Thread.ofPlatform()
            .start(() -> outcome.set(dispatcher.dispatch(aRecord(WARM_UP, "a"), partition)));
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

    PollLease.Glance glance = dispatcher.lease().glance();
    assertThat(dispatcher.lease().glance().sameHandlerAs(glance)).isTrue();
    assertThat(dispatcher.lease().takeOver()).isTrue();
    dispatcher.takenOver();
    dispatcher.dispatch(aRecord(WARM_UP + 1, "a"), partition);
    dispatcher.dispatch(aRecord(WARM_UP + 2, "b"), partition);
    settle(dispatcher);

    assertThat(handled).containsExactly("b2002");
    assertThat(partition.begunWork()).isEqualTo(1);
    mayEnd.countDown();
    assertThat(leader.join(LIMIT)).isTrue();
    assertThat(outcome.get()).isEqualTo(Outcome.LEASE_LOST);
    settle(dispatcher);
    assertThat(handled).containsExactly("b2002", "a2000", "a2001");
    assertThat(Objects.requireNonNull(partition.ledger()).contiguous()).isEqualTo(WARM_UP + 3);
    assertThat(partition.begunWork()).isZero();
    assertThat(dispatcher.inMemory()).isZero();
  }

  @Test
  void a_lease_is_taken_over_inside_of_a_handler_only_and_by_one() {
    PollLease lease = new PollLease();
    assertThat(lease.takeOver()).isFalse();

    long term = lease.enter();
    assertThat(lease.takeOver()).isTrue();
    assertThat(lease.takeOver()).isFalse();
    assertThat(lease.leave(term)).isFalse();

    long next = lease.enter();
    assertThat(lease.leave(next)).isTrue();
    assertThat(lease.leave(term)).isFalse();
  }

  @Test
  void another_handler_is_not_taken_for_the_one_before() {
    PollLease lease = new PollLease();
    long term = lease.enter();
    PollLease.Glance before = lease.glance();
    lease.leave(term);
    lease.enter();

    await().atMost(LIMIT).until(() -> !lease.glance().sameHandlerAs(before));
  }

  private Dispatcher dispatcher(EventHandler handler) {
    return new Dispatcher(
        parts.with(
            handler,
            TestParts.threeAttempts(AfterLastAttempt.DEAD_LETTER),
            1_000,
            BOUND_NANOS,
            parts.threads));
  }

  private void warmUp(Dispatcher dispatcher) {
    for (int offset = 0; offset < WARM_UP; offset++) {
      dispatcher.dispatch(aRecord(offset, "k" + offset), partition);
      settle(dispatcher);
    }
  }

  private void settle(Dispatcher dispatcher) {
    dispatcher.collect();
    dispatcher.activateDue();
    parts.threads.runAll();
    dispatcher.collect();
  }
}
