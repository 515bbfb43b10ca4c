package dev.sprintcapacity.testkit;

import static dev.sprintcapacity.testkit.Calendar.LIFECYCLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.ConsumerSettingsException;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.consumer.spi.FailureClassifier;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The consumer as users crank it: retries, commits, policies, statistics. */
class TestConsumerTest {
  private final Calendar calendar = new Calendar();

  @Test
  void events_of_a_sprint_are_handled_in_order_and_nothing_happens_by_itself() {
    TestConsumer consumer = calendar.consumer();

    consumer.deliver(SprintStory.wholeLife("sprint-1"));
    assertThat(calendar.handled).isEmpty();
    consumer.runUntilIdle();

    assertThat(calendar.handled)
        .containsExactly(
            "sprint-1#1",
            "sprint-1#2",
            "sprint-1#3",
            "sprint-1#4",
            "sprint-1#5",
            "sprint-1#6",
            "sprint-1#7");
    assertThat(consumer.statistics().handledRecords()).isEqualTo(7);
    assertThat(consumer.report().isReady()).isTrue();
    assertThat(consumer.report().lagRecords()).isZero();
  }

  @Test
  void typed_handlers_see_the_content_of_their_type_alone() {
    List<String> names = new ArrayList<>();
    TestConsumer consumer =
        TestConsumer.of(Calendar.settings())
            .on(SprintCreated.class, created -> names.add(created.facts().sprintName()))
            .on(SprintDeleted.class, deleted -> names.add("without " + deleted.sprintId()));

    consumer.deliver(SprintStory.wholeLife("sprint-1")).runUntilIdle();

    assertThat(names).containsExactly(SampleEvents.nameOf("sprint-1"), "without sprint-1");
    assertThat(consumer.statistics().ignoredRecords()).isEqualTo(5);
  }

  @Test
  void what_was_handled_is_committed_when_the_interval_is_over() {
    TestConsumer consumer = calendar.consumer();
    TopicPartition partition = consumer.partitionOf(LIFECYCLE, "sprint-1");

    consumer.deliver(SprintStory.of("sprint-1").created().updated().events()).runUntilIdle();
    assertThat(consumer.committed(partition)).isEmpty();
    consumer.commit();

    assertThat(consumer.committed(partition)).hasValue(2);
  }

  @Test
  void a_failed_event_waits_for_the_time_its_policy_says_while_other_sprints_go_on() {
    TestConsumer consumer =
        calendar.consumer(
            Calendar.settings().retry(Calendar.threeAttempts(AfterLastAttempt.DEAD_LETTER)));
    calendar.failing.add("sprint-1");

    consumer
        .deliver(SprintStory.of("sprint-1").created().updated().events())
        .deliver(SprintStory.of("sprint-2").created().events())
        .runUntilIdle();
    assertThat(calendar.calls).containsExactly("sprint-1#1 attempt 1", "sprint-2#1 attempt 1");
    assertThat(consumer.retriesWaiting())
        .singleElement()
        .satisfies(stuck -> {
          assertThat(stuck.key()).isEqualTo("sprint-1");
          assertThat(stuck.waitingRecords()).isEqualTo(1);
        });
    assertThat(consumer.statistics().waitingKeys()).isEqualTo(1);
    assertThat(consumer.untilNextAttempt()).hasValue(Duration.ofSeconds(1));
    consumer.advance(Duration.ofMillis(999));
    assertThat(calendar.calls).hasSize(2);
    calendar.failing.clear();
    consumer.advance(Duration.ofMillis(1));

    assertThat(calendar.handled).containsExactly("sprint-2#1", "sprint-1#1", "sprint-1#2");
    assertThat(calendar.calls).contains("sprint-1#1 attempt 2");
    assertThat(consumer.untilNextAttempt()).isEmpty();
    assertThat(consumer.deadLetters()).isEmpty();
  }

  @Test
  void age_grows_with_the_clock_while_an_event_waits() {
    TestConsumer consumer = calendar.consumer();
    calendar.failing.add("sprint-1");

    consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();
    consumer.advance(Duration.ofMinutes(2));

    assertThat(consumer.report().age()).isEqualTo(Duration.ofMinutes(2));
    assertThat(consumer.report().lagRecords()).isEqualTo(1);
  }

  @Test
  void the_policy_that_stops_ends_the_consumer_and_commits_nothing_of_the_event() {
    TestConsumer consumer =
        calendar.consumer(Calendar.settings().retry(Calendar.threeAttempts(AfterLastAttempt.STOP)));
    TopicPartition partition = consumer.partitionOf(LIFECYCLE, "sprint-1");
    calendar.failing.add("sprint-1");

    consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();
    assertThat(consumer.failure()).hasValueSatisfying(why -> assertThat(why).isNotEmpty());
    assertThat(consumer.turn()).isFalse();
    assertThat(consumer.committed(partition).orElse(0)).isZero();
    calendar.failing.clear();
    consumer.crash().runUntilIdle();

    assertThat(consumer.failure()).isEmpty();
    assertThat(calendar.handled).containsExactly("sprint-1#1");
  }

  @Test
  void the_classifier_of_the_settings_decides_what_is_tried_again() {
    TestConsumer consumer =
        calendar.consumer(
            Calendar.settings().failureClassifier(failure -> FailureClassifier.Failure.PERMANENT));
    calendar.failing.add("sprint-1");

    consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();

    assertThat(calendar.calls).hasSize(1);
    assertThat(consumer.deadLetters()).hasSize(1);
  }

  @Test
  void memory_stays_bounded_behind_keys_that_are_stuck_and_nothing_is_lost() {
    TestConsumer consumer = calendar.consumer(Calendar.settings().maxRecordsInMemory(10));
    List<String> sprints = IntStream.range(0, 40).mapToObj(i -> "sprint-" + i).toList();
    calendar.failing.addAll(sprints);

    sprints.forEach(sprint -> consumer.deliver(SprintStory.of(sprint).created().events()));
    consumer.runUntilIdle();
    assertThat(consumer.statistics().recordsInMemory()).isLessThanOrEqualTo(10);
    assertThat(consumer.statistics().pausedPartitions()).isPositive();
    calendar.failing.clear();
    consumer.runUntilDone();

    assertThat(calendar.handled)
        .containsExactlyInAnyOrderElementsOf(
            sprints.stream().map(sprint -> sprint + "#1").toList());
  }

  @Test
  void many_events_of_many_sprints_are_each_handled_once_and_in_order() {
    TestConsumer consumer = calendar.consumer();
    List<List<Event>> stories =
        IntStream.range(0, 50).mapToObj(i -> SprintStory.wholeLife("sprint-" + i)).toList();

    consumer.deliver(Faults.interleaved(42, stories)).runUntilIdle();

    assertThat(calendar.handled).hasSize(350).doesNotHaveDuplicates();
    for (int i = 0; i < 50; i++) {
      String prefix = "sprint-" + i + "#";
      assertThat(calendar.handled.stream().filter(name -> name.startsWith(prefix)))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 7).mapToObj(sequence -> prefix + sequence).toList());
    }
  }

  @Test
  void settings_are_checked_as_in_production() {
    assertThatThrownBy(() -> TestConsumer.of(KafkaEventConsumer.builder().topics(LIFECYCLE)))
        .isInstanceOf(ConsumerSettingsException.class)
        .hasMessageContaining("group");
    assertThatThrownBy(() -> TestConsumer.of(Calendar.settings()).runUntilIdle())
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("has no handler");
  }

  @Test
  void a_consumer_turned_by_hand_refuses_to_block_and_late_handlers_are_refused() {
    List<KafkaEventConsumer> made = new ArrayList<>();
    TestConsumer consumer = calendar.consumer().registerWith(made::add);
    consumer.runUntilIdle();

    assertThatThrownBy(() -> made.getFirst().consume())
        .isInstanceOf(ConsumerException.class)
        .hasMessageContaining("turn");
    assertThatThrownBy(() -> consumer.on(SprintCreated.class, created -> {}))
        .isInstanceOf(TestKitException.class)
        .hasMessageContaining("before the first turn");
  }
}
