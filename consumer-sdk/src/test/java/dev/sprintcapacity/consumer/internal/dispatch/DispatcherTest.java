package dev.sprintcapacity.consumer.internal.dispatch;

import static dev.sprintcapacity.consumer.fixture.TestRecords.P0;
import static dev.sprintcapacity.consumer.fixture.TestRecords.P1;
import static dev.sprintcapacity.consumer.fixture.TestRecords.aRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.consumer.fixture.TestParts;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final TestParts parts = new TestParts();
  private final List<String> handled = new ArrayList<>();
  private final Set<String> failing = new HashSet<>();
  private final HeldPartition first = opened(P0);

  @Test
  void events_of_a_key_are_handled_in_order_by_one_worker_and_keys_side_by_side() {
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    give(dispatcher, "a", "b", "a", "c", "a");

    assertThat(parts.threads.waiting()).as("one worker for each busy key").isEqualTo(3);
    parts.threads.runAll();
    dispatcher.collect();

    assertThat(handled).containsExactly("a0#1", "a2#1", "a4#1", "b1#1", "c3#1");
    assertThat(committable()).isEqualTo(5);
    assertThat(dispatcher.inMemory()).isZero();
    assertThat(dispatcher.busyLanes()).isZero();
  }

  @Test
  void a_failing_key_waits_with_its_later_events_and_all_others_go_on() {
    failing.add("a0#1");
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    give(dispatcher, "a", "b", "a", "b");
    run(dispatcher);

    assertThat(handled).containsExactly("a0#1", "b1#1", "b3#1");
    assertThat(dispatcher.waitingLanes()).isEqualTo(1);
    assertThat(committable()).isZero();

    parts.time.pass(Duration.ofMillis(999));
    run(dispatcher);
    assertThat(handled).hasSize(3);

    parts.time.pass(Duration.ofMillis(1));
    run(dispatcher);
    assertThat(handled).endsWith("a0#2", "a2#1");
    assertThat(committable()).isEqualTo(4);
  }

  @Test
  void after_the_last_attempt_the_event_is_a_dead_letter_and_its_key_goes_on() {
    failing.addAll(List.of("a0#1", "a0#2", "a0#3"));
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    give(dispatcher, "a", "a");
    runFor(dispatcher, Duration.ofSeconds(3));

    assertThat(handled).containsExactly("a0#1", "a0#2", "a0#3", "a1#1");
    assertThat(parts.deadLetters.written)
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.record().offset()).isZero();
          assertThat(letter.attempts()).isEqualTo(3);
          assertThat(letter.cause()).isInstanceOf(IOException.class);
          assertThat(Duration.between(letter.firstFailure(), letter.lastFailure()))
              .isEqualTo(Duration.ofSeconds(2));
        });
    assertThat(committable()).isEqualTo(2);
  }

  @Test
  void a_parked_key_sends_its_later_events_after_the_first_in_order_and_unhandled() {
    failing.add("permanent a1#1");
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.PARK_KEY);
    give(dispatcher, "a", "a", "b", "a", "a");
    runFor(dispatcher, Duration.ofSeconds(1));

    assertThat(handled).containsExactly("a0#1", "a1#1", "b2#1");
    assertThat(parts.deadLetters.offsets()).containsExactly(1L, 3L, 4L);
    assertThat(parts.deadLetters.written)
        .extracting(letter -> letter.attempts())
        .containsExactly(1, 0, 0);
    assertThat(parts.parkedKeys.parked).containsEntry("a", 4L);
    assertThat(committable()).isEqualTo(5);
    assertThat(dispatcher.counters().parked().sum()).isEqualTo(2);
  }

  @Test
  void the_offset_of_a_dead_letter_is_done_only_when_its_write_is_acknowledged() {
    failing.add("permanent a0#1");
    parts.deadLetters.late = true;
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    give(dispatcher, "a", "a", "b");
    run(dispatcher);

    assertThat(handled).containsExactly("a0#1", "b2#1");
    assertThat(committable()).isZero();

    parts.deadLetters.answer();
    run(dispatcher);
    assertThat(handled).endsWith("a1#1");
    assertThat(committable()).isEqualTo(3);
  }

  // kpipe GUARANTEES: a dead letter that cannot be written
  @Test
  void a_dead_letter_that_cannot_be_written_halts_its_key_alone_and_is_written_later() {
    failing.add("permanent a0#1");
    parts.deadLetters.refusal = new IllegalStateException("no rights");
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    give(dispatcher, "a", "a", "b");
    runFor(dispatcher, Duration.ofMinutes(10));

    assertThat(handled).containsExactly("a0#1", "b2#1");
    assertThat(parts.deadLetters.asked.get()).isGreaterThan(10);
    assertThat(dispatcher.inMemory()).isEqualTo(2);
    assertThat(committable()).isZero();

    parts.deadLetters.refusal = null;
    runFor(dispatcher, Duration.ofSeconds(2));
    assertThat(parts.deadLetters.offsets()).containsExactly(0L);
    assertThat(handled).endsWith("a1#1");
    assertThat(committable()).isEqualTo(3);
  }

  @Test
  void malformed_records_are_dead_letters_without_an_attempt_and_unknown_ones_are_ignored() {
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    dispatcher.dispatch(aRecord(P0, 0, "a", "malformed"), first);
    dispatcher.dispatch(aRecord(P0, 1, "a", "unknown"), first);
    dispatcher.dispatch(aRecord(P0, 2, null, "malformed"), first);
    run(dispatcher);

    assertThat(handled).isEmpty();
    assertThat(parts.deadLetters.offsets()).containsExactlyInAnyOrder(0L, 2L);
    assertThat(parts.deadLetters.written).allSatisfy(l -> assertThat(l.attempts()).isZero());
    assertThat(committable()).isEqualTo(3);
    assertThat(parts.inbound.handledValues).contains("malformed", "unknown");
  }

  @Test
  void a_fatal_failure_stops_and_leaves_the_event_undone() {
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.STOP);
    failing.add("permanent a0#1");
    give(dispatcher, "a", "b");
    run(dispatcher);

    assertThat(Objects.requireNonNull(dispatcher.fatal()).reason()).contains("no such sprint");
    assertThat(committable()).isZero();
    assertThat(parts.deadLetters.written).isEmpty();
  }

  @Test
  void behind_the_event_that_a_consumer_stops_at_no_other_of_its_key_is_handled() {
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.STOP);
    failing.add("permanent a0#1");
    give(dispatcher, "a", "a", "a");
    run(dispatcher);

    assertThat(handled).containsExactly("a0#1");
    assertThat(committable()).isZero();
    assertThat(dispatcher.inMemory()).isZero();
  }

  @Test
  void a_handler_that_returns_null_has_failed() {
    Dispatcher dispatcher = new Dispatcher(parts.with(nullHandler(), AfterLastAttempt.DEAD_LETTER));
    give(dispatcher, "a");
    runFor(dispatcher, Duration.ofSeconds(3));

    assertThat(parts.deadLetters.written)
        .singleElement()
        .satisfies(l -> assertThat(l.reason()).contains("returned null"));
  }

  @SuppressWarnings("NullAway") // users who do not check nullness may write this
  private static EventHandler nullHandler() {
    return (event, context) -> null;
  }

  @Test
  void a_record_that_waits_for_another_partition_lets_that_one_overtake_and_counts_no_attempt() {
    HeldPartition second = opened(P1);
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    dispatcher.dispatch(aRecord(P1, 0, "a", "after 7"), second);
    dispatcher.dispatch(aRecord(P1, 1, "a", "8"), second);
    dispatcher.dispatch(aRecord(P0, 7, "a", "7"), first);
    run(dispatcher);

    assertThat(handled).containsExactly("a7#1", "aafter 7#1", "a8#1");
  }

  @Test
  void a_record_whose_predecessor_comes_later_is_looked_at_again_when_it_has_come() {
    HeldPartition second = opened(P1);
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    dispatcher.dispatch(aRecord(P1, 0, "a", "after 7"), second);
    runFor(dispatcher, Duration.ofSeconds(5));
    assertThat(handled).isEmpty();

    dispatcher.dispatch(aRecord(P0, 7, "a", "7"), first);
    runFor(dispatcher, Duration.ofSeconds(1));

    assertThat(handled).containsExactly("a7#1", "aafter 7#1");
    assertThat(dispatcher.inMemory()).isZero();
  }

  @Test
  void what_was_not_begun_when_its_partition_is_drained_is_left_and_what_was_is_finished() {
    failing.add("a0#1");
    failing.add("permanent c1#1");
    parts.deadLetters.late = true;
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    give(dispatcher, "a", "c", "a");
    run(dispatcher);
    give(dispatcher, 3, "b");

    first.enter(Phase.DRAINING);
    assertThat(first.begunWork()).as("the dead letter is on its way").isEqualTo(1);
    parts.deadLetters.answer();
    dispatcher.leaveWaiting();
    run(dispatcher);

    assertThat(handled).containsExactly("a0#1", "c1#1");
    assertThat(first.begunWork()).isZero();
    assertThat(dispatcher.inMemory()).isZero();
    assertThat(committable()).isZero();
    assertThat(Objects.requireNonNull(first.ledger()).outstanding()).isEqualTo(3);
  }

  @Test
  void what_is_reported_after_the_loss_of_its_partition_changes_nothing() {
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    give(dispatcher, "a");
    parts.threads.runAll();

    first.enter(Phase.CLOSED);
    dispatcher.collect();

    assertThat(handled).hasSize(1);
    assertThat(committable()).isZero();
    assertThat(dispatcher.inMemory()).isZero();
  }

  @Test
  void lanes_beyond_the_bound_wait_for_a_worker() {
    Dispatcher dispatcher =
        new Dispatcher(
            parts.with(
                this::handle,
                TestParts.threeAttempts(AfterLastAttempt.DEAD_LETTER),
                2,
                0,
                parts.threads));
    give(dispatcher, "a", "b", "c", "d");

    assertThat(parts.threads.waiting()).isEqualTo(2);
    run(dispatcher);
    assertThat(handled).hasSize(4);
    assertThat(dispatcher.workers()).isZero();
  }

  @Test
  void records_without_a_key_are_in_order_within_their_partition() {
    HeldPartition second = opened(P1);
    Dispatcher dispatcher = dispatcher(AfterLastAttempt.DEAD_LETTER);
    dispatcher.dispatch(aRecord(0, null), first);
    dispatcher.dispatch(aRecord(P1, 0, null, "0"), second);
    dispatcher.dispatch(aRecord(1, null), first);

    assertThat(parts.threads.waiting()).isEqualTo(2);
    run(dispatcher);
    assertThat(handled).containsExactly("null0#1", "null1#1", "null0#1");
    assertThat(committable()).isEqualTo(2);
  }

  @Test
  void a_handler_that_leaves_its_thread_interrupted_harms_no_other() {
    Dispatcher dispatcher =
        new Dispatcher(
            parts.with(
                (event, context) -> {
                  handled.add(Thread.currentThread().isInterrupted() ? "interrupted" : "fine");
                  Thread.currentThread().interrupt();
                  return HandlerResult.done();
                },
                AfterLastAttempt.DEAD_LETTER));
    give(dispatcher, "a", "a");
    run(dispatcher);

    assertThat(handled).containsExactly("fine", "fine");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private HandlerResult handle(ConsumedEvent event, HandlerContext context) throws IOException {
    String what = context.key() + new String(event.value(), UTF_8) + "#" + context.attempt();
    handled.add(what);
    if (failing.contains(what)) {
      throw new IOException("no answer for " + what);
    }
    if (failing.contains("permanent " + what)) {
      throw new PermanentHandlerException("no such sprint: " + what);
    }
    return HandlerResult.done();
  }

  private Dispatcher dispatcher(AfterLastAttempt afterLast) {
    return new Dispatcher(parts.with(this::handle, afterLast));
  }

  private void give(Dispatcher dispatcher, String... keys) {
    give(dispatcher, 0, keys);
  }

  private void give(Dispatcher dispatcher, long from, String... keys) {
    for (int i = 0; i < keys.length; i++) {
      dispatcher.dispatch(aRecord(from + i, keys[i]), first);
    }
  }

  private void run(Dispatcher dispatcher) {
    dispatcher.collect();
    dispatcher.activateDue();
    parts.threads.runAll();
    dispatcher.collect();
  }

  private void runFor(Dispatcher dispatcher, Duration time) {
    Duration step = Duration.ofMillis(100);
    for (long i = 0; i <= time.dividedBy(step); i++) {
      run(dispatcher);
      parts.time.pass(step);
    }
    run(dispatcher);
  }

  private long committable() {
    return Objects.requireNonNull(first.ledger()).contiguous();
  }

  private static HeldPartition opened(TopicPartition id) {
    HeldPartition partition = new HeldPartition(id);
    partition.openFrom(0, "");
    return partition;
  }
}
