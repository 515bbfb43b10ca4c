package dev.sprintcapacity.testkit;

import static dev.sprintcapacity.testkit.Calendar.LIFECYCLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.deadletter.DeadLetter;
import dev.sprintcapacity.consumer.deadletter.Selection;
import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.inbox.RepeatPolicy;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventType;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The faults that the kit injects, and what the real engine makes of them. */
class TestConsumerFaultsTest {
  private final Calendar calendar = new Calendar();
  private final List<Event> story =
      SprintStory.of("sprint-1").created().updated().started().events();

  @Test
  void a_duplicate_is_skipped_while_the_consumer_remembers_and_handled_where_the_settings_say_so() {
    TestConsumer skips = calendar.consumer();
    skips.deliver(Faults.duplicated(story)).runUntilIdle();
    assertThat(calendar.handled).containsExactly("sprint-1#1", "sprint-1#2", "sprint-1#3");
    assertThat(skips.report().snapshot().inbound().duplicates()).isEqualTo(3);

    Calendar other = new Calendar();
    other
        .consumer(
            Calendar.settings()
                .idempotency(IdempotencySettings.DEFAULT.withDuplicate(RepeatPolicy.HANDLE)))
        .deliver(Faults.duplicated(story.subList(0, 1)))
        .runUntilIdle();

    assertThat(other.handled).containsExactly("sprint-1#1", "sprint-1#1");
  }

  @Test
  void events_of_a_sprint_in_the_wrong_order_are_noticed() {
    TestConsumer consumer = calendar.consumer();

    consumer.deliver(Faults.swapped(story, 0)).runUntilIdle();

    assertThat(calendar.handled).containsExactly("sprint-1#2", "sprint-1#3");
    assertThat(consumer.report().snapshot().inbound().stale()).isEqualTo(1);
  }

  @Test
  void behind_a_gap_events_wait_as_long_as_the_settings_say() {
    TestConsumer consumer =
        calendar.consumer(
            Calendar.settings()
                .idempotency(
                    IdempotencySettings.DEFAULT.withGap(GapPolicy.WAIT, Duration.ofSeconds(5))));

    consumer.deliver(Faults.without(story, 1)).advance(Duration.ofMillis(4_900));
    assertThat(calendar.handled).containsExactly("sprint-1#1");
    consumer.runUntilDone();

    assertThat(calendar.handled).containsExactly("sprint-1#1", "sprint-1#3");
    assertThat(consumer.clock().nanoTime()).isBetween(5_000_000_000L, 5_100_000_000L);
  }

  @Test
  void poison_becomes_a_dead_letter_at_once_and_the_sprint_goes_on() {
    TestConsumer consumer = calendar.consumer();

    consumer
        .deliver(EventRecords.poisonBytes(EventType.SPRINT_CREATED, "sprint-1"))
        .deliver(EventRecords.poisonValue(story.get(0)))
        .deliver(EventRecords.unknownType(story.get(1), "sprint.archived"))
        .deliver(story.get(2))
        .runUntilIdle();

    assertThat(calendar.handled).containsExactly("sprint-1#3");
    assertThat(consumer.deadLetters())
        .hasSize(2)
        .allSatisfy(letter -> assertThat(letter.keyText()).hasValue("sprint-1"))
        .allSatisfy(letter -> assertThat(letter.failure().attempts()).isZero());
    assertThat(consumer.statistics().ignoredRecords()).isEqualTo(1);
    assertThat(consumer.report().snapshot().inbound().malformed()).isEqualTo(2);
  }

  @Test
  void a_dead_letter_tells_where_it_comes_from_and_what_failed() {
    TestConsumer consumer =
        calendar.consumer(
            Calendar.settings().retry(Calendar.threeAttempts(AfterLastAttempt.DEAD_LETTER)));
    calendar.failing.add("sprint-1");

    consumer.deliver(story.get(0)).runUntilDone();

    assertThat(calendar.calls).hasSize(3);
    DeadLetter letter = consumer.deadLetters().getFirst();
    TopicPartition partition = consumer.partitionOf(LIFECYCLE, "sprint-1");
    assertThat(letter.position().topic()).isEqualTo("sprint.lifecycle.calendar.dlq");
    assertThat(letter.origin()).hasToString(partition + "@0");
    assertThat(letter.value()).isEqualTo(EventRecords.of(story.get(0)).value());
    assertThat(letter.failure().attempts()).isEqualTo(3);
    assertThat(letter.failure().exceptionClass()).isEqualTo("java.io.IOException");
    assertThat(letter.failure().firstFailure()).isEqualTo(ManualClock.START);
    assertThat(letter.failure().lastFailure()).isEqualTo(ManualClock.START.plusSeconds(2));
  }

  @Test
  void a_parked_key_waits_over_a_crash_and_comes_back_in_order_with_a_redrive() {
    TestConsumer consumer = parking();
    calendar.failing.add("sprint-1");
    consumer.deliver(story.subList(0, 2)).runUntilDone().commit();
    assertThat(consumer.group().parkedKeys()).containsExactly("sprint-1");
    calendar.failing.clear();

    consumer.crash().deliver(story.get(2)).runUntilIdle();
    assertThat(calendar.handled).isEmpty();
    assertThat(consumer.deadLetters()).hasSize(3);
    assertThat(consumer.group().redrive(Selection.key("sprint-1")).redriven()).isEqualTo(3);
    consumer.runUntilIdle();

    assertThat(calendar.handled)
        .containsExactly("sprint-1#1 again", "sprint-1#2 again", "sprint-1#3 again");
    assertThat(consumer.group().parkedKeys()).isEmpty();
    assertThat(consumer.deadLetters()).allSatisfy(l -> assertThat(l.redriven()).isTrue());
    consumer.deliver(SampleEvents.event(4, SampleEvents.sprintCompleted("sprint-1")));
    assertThat(consumer.runUntilIdle().deadLetters()).hasSize(3);
    assertThat(calendar.handled).endsWith("sprint-1#4");
  }

  @Test
  void what_was_parked_before_a_redriven_event_failed_again_comes_back_behind_it() {
    TestConsumer consumer = parking();
    calendar.failing.add("sprint-1");
    consumer.deliver(story.get(0)).runUntilDone();

    consumer.deliver(story.get(1)).group().redrive(Selection.all());
    consumer.runUntilDone();
    assertThat(consumer.deadLetters())
        .extracting(letter -> letter.origin().offset())
        .containsExactly(0L, 1L, 0L);
    calendar.failing.clear();
    assertThat(consumer.group().redrive(Selection.all()).redriven()).isEqualTo(2);
    consumer.runUntilDone();

    assertThat(calendar.handled).containsExactly("sprint-1#1 again", "sprint-1#2 again");
  }

  @Test
  void what_a_second_redrive_sends_back_waits_for_what_the_first_one_did_and_fails_again() {
    TestConsumer consumer = parking();
    calendar.failing.add("sprint-1");
    consumer.deliver(story.get(0)).runUntilDone();
    consumer.deliver(story.get(1)).group().redrive(Selection.all());
    consumer.runUntilRead(2);

    assertThat(consumer.group().redrive(Selection.all()).redriven()).isEqualTo(1);
    consumer.runUntilDone();
    assertThat(calendar.calls).noneMatch(call -> call.startsWith("sprint-1#2"));
    calendar.failing.clear();
    assertThat(consumer.group().redrive(Selection.all()).redriven()).isEqualTo(2);
    consumer.runUntilDone();

    assertThat(calendar.handled).containsExactly("sprint-1#1 again", "sprint-1#2 again");
    assertThat(consumer.group().parkedKeys()).isEmpty();
  }

  @Test
  void while_dead_letters_cannot_be_written_their_key_waits_and_nothing_is_lost() {
    TestConsumer consumer = calendar.consumer();
    TopicPartition partition = consumer.partitionOf(LIFECYCLE, "sprint-1");

    consumer
        .group()
        .refuseDeadLetters(true)
        .deliver(EventRecords.poisonValue(story.get(0)))
        .deliver(story.get(1))
        .advance(Duration.ofMinutes(1))
        .commit();
    assertThat(calendar.handled).isEmpty();
    assertThat(consumer.statistics().failedWrites()).isPositive();
    assertThat(consumer.committed(partition)).hasValue(0);
    consumer.group().refuseDeadLetters(false).runUntilDone();

    assertThat(calendar.handled).containsExactly("sprint-1#2");
    assertThat(consumer.deadLetters()).hasSize(1);
  }

  @Test
  void after_a_crash_what_was_not_committed_is_handled_again() {
    TestConsumer consumer = calendar.consumer();

    consumer.deliver(story.get(0)).commit().deliver(story.subList(1, 3)).runUntilRead(2);
    assertThat(calendar.handled).containsExactly("sprint-1#1", "sprint-1#2");
    consumer.crash().runUntilIdle();
    assertThat(calendar.handled).hasSize(4).endsWith("sprint-1#2", "sprint-1#3");
    consumer.commit().crash().runUntilIdle();

    assertThat(calendar.handled).hasSize(4);
  }

  @Test
  void a_crash_can_be_between_any_two_records() {
    for (int read = 1; read <= story.size(); read++) {
      Calendar mine = new Calendar();
      TestConsumer consumer = mine.consumer().deliver(story).runUntilRead(read);
      assertThat(mine.handled).hasSize(read);
      consumer.crash().runUntilIdle();
      assertThat(mine.handled).hasSize(read + story.size());
    }
  }

  @Test
  void after_an_end_in_order_nothing_is_handled_again() {
    TestConsumer consumer = calendar.consumer();

    consumer.deliver(story).runUntilRead(2).stop().runUntilIdle();

    assertThat(calendar.handled).containsExactly("sprint-1#1", "sprint-1#2", "sprint-1#3");
  }

  @Test
  void behind_a_stuck_sprint_a_crash_repeats_only_the_stuck_one() {
    TestConsumer consumer =
        TestConsumer.of(Calendar.settings(), new ManualClock(), 1)
            .registerWith(calendar::registerOn);
    calendar.failing.add("sprint-1");

    consumer
        .deliver(story.get(0))
        .deliver(SprintStory.of("sprint-2").created().updated().events())
        .runUntilIdle();
    consumer.commit();
    assertThat(consumer.committed(new TopicPartition(LIFECYCLE, 0))).hasValue(0);
    calendar.failing.clear();
    consumer.crash().runUntilIdle();

    assertThat(calendar.handled).containsExactly("sprint-2#1", "sprint-2#2", "sprint-1#1");
    assertThat(consumer.statistics().doneBeforeRecords()).isEqualTo(2);
  }

  @Test
  void a_revoked_partition_is_committed_and_not_read_until_it_comes_back() {
    TestConsumer consumer = calendar.consumer();
    TopicPartition partition = consumer.partitionOf(LIFECYCLE, "sprint-1");

    consumer.deliver(story.subList(0, 2)).runUntilIdle().group().revoke(partition);
    assertThat(consumer.committed(partition)).hasValue(2);
    consumer.deliver(story.get(2)).runUntilIdle();
    assertThat(calendar.handled).hasSize(2);
    consumer.group().assign(partition);

    assertThat(calendar.handled).containsExactly("sprint-1#1", "sprint-1#2", "sprint-1#3");
  }

  @Test
  void what_a_lost_partition_did_not_commit_is_handled_again() {
    TestConsumer consumer = calendar.consumer();
    TopicPartition partition = consumer.partitionOf(LIFECYCLE, "sprint-1");

    consumer.deliver(story.subList(0, 1)).runUntilIdle().group().lose(partition);
    assertThat(consumer.committed(partition)).isEmpty();
    consumer.group().assign(partition);

    assertThat(calendar.handled).containsExactly("sprint-1#1", "sprint-1#1");
  }

  @Test
  void partitions_that_are_not_there_are_refused() {
    TestConsumer consumer = calendar.consumer();

    assertThatThrownBy(() -> consumer.group().lose(new TopicPartition("orders", 0)))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("orders-0");
  }

  /** A consumer that parks a key after three attempts. */
  private TestConsumer parking() {
    return calendar.consumer(
        Calendar.settings().retry(Calendar.threeAttempts(AfterLastAttempt.PARK_KEY)));
  }
}
