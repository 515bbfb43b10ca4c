package dev.sprintcapacity.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.ConsumerBuilder;
import dev.sprintcapacity.consumer.KafkaEventConsumer;
import dev.sprintcapacity.events.SprintCreated;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The examples of the documentation, as they stand there. */
final class TestingExample {
  private final ConsumerBuilder settings =
      KafkaEventConsumer.builder().topics("sprint.lifecycle").groupId("calendar");

  void anEntryIsMadeAsSoonAsTheCalendarAnswers() {
    SprintCalendar calendar = new SprintCalendar();
    // tag::retry[]
    TestConsumer consumer = TestConsumer.of(settings).on(SprintCreated.class, calendar::enter);
    calendar.answers(false);

    consumer.deliver(SprintStory.wholeLife("sprint-1")).runUntilIdle();
    assertThat(consumer.retriesWaiting()).hasSize(1);
    calendar.answers(true);
    consumer.advance(Duration.ofMillis(200));

    assertThat(calendar.entries()).containsOnlyKeys("sprint-1");
    assertThat(consumer.deadLetters()).isEmpty();
    // end::retry[]
  }

  void theCalendarIsIdempotent() {
    // tag::probe[]
    ProbeReport report =
        IdempotencyProbe.of(settings, ProbedCalendar::new).run(SprintStory.wholeLife("sprint-1"));

    assertThat(report.findings()).isEmpty();
    // end::probe[]
  }

  // tag::probed[]
  static final class ProbedCalendar implements ProbedHandlers {
    private final SprintCalendar calendar = new SprintCalendar();

    @Override
    public void registerOn(KafkaEventConsumer consumer) {
      consumer.on(SprintCreated.class, calendar::enter);
    }

    @Override
    public Collection<?> effects() {
      return calendar.entries().entrySet();
    }
  }

  // end::probed[]

  /** What the examples test. */
  static final class SprintCalendar {
    private final Map<String, String> entries = new HashMap<>();
    private boolean answers = true;

    void answers(boolean now) {
      answers = now;
    }

    void enter(SprintCreated created) throws IOException {
      if (!answers) {
        throw new IOException("the calendar does not answer");
      }
      entries.put(created.sprintId(), created.facts().startDate() + " " + created.sprintId());
    }

    Map<String, String> entries() {
      return entries;
    }
  }
}
