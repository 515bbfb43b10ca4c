package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.testkit.EventRecords;
import dev.sprintcapacity.testkit.Faults;
import dev.sprintcapacity.testkit.SampleEvents;
import dev.sprintcapacity.testkit.SprintStory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of sprints in Jira when all goes well, and of events that come again or late. */
class SprintSyncTest {

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  private final Rig rig = Rig.on(DATABASE);

  @AfterEach
  void jira_was_called_as_published() {
    assertThat(rig.jira.violations()).isEmpty();
    rig.close();
  }

  @Test
  void a_planned_sprint_is_made_with_name_dates_and_mark() {
    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();

    assertThat(rig.theSprint())
        .isEqualTo(
            new StubSprint(
                101,
                SampleEvents.nameOf("sprint-1"),
                "future",
                Optional.of("2026-11-30T12:00:00.000Z"),
                Optional.of("2026-12-11T12:00:00.000Z"),
                "sprint-capacity:sprint-1"));
    assertThat(rig.jira.calls()).containsExactly(Call.CREATE);
    assertThat(
            DATABASE.number(
                "select jira_sprint_id from sprint_mapping where sprint_id = 'sprint-1'"))
        .isEqualTo(101);
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void a_sprint_goes_from_future_to_active_to_closed() {
    SprintStory story = SprintStory.of("sprint-1").created().started();
    rig.consumer.deliver(story.events()).runUntilDone();
    assertThat(rig.theSprint().state()).isEqualTo("active");

    rig.consumer.deliver(story.completed().events().getLast()).runUntilDone();
    assertThat(rig.theSprint().state()).isEqualTo("closed");
    assertThat(rig.sync.counts().created()).isEqualTo(1);
    assertThat(rig.sync.counts().changed()).isEqualTo(2);
  }

  @Test
  void a_whole_life_leaves_nothing_in_jira_and_makes_one_sprint() {
    rig.consumer.deliver(SprintStory.wholeLife("sprint-1")).runUntilDone();

    assertThat(rig.jira.sprints()).isEmpty();
    assertThat(rig.jira.count(Call.CREATE)).isEqualTo(1);
    assertThat(rig.jira.count(Call.DELETE)).isEqualTo(1);
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void a_change_of_name_and_dates_changes_those_and_keeps_the_state() {
    SprintStory story = SprintStory.of("sprint-1").created().started();
    rig.consumer
        .deliver(
            story
                .then(id -> updated(facts(id, "Payments, second half", "2026-12-01", "2026-12-18")))
                .events())
        .runUntilDone();

    StubSprint sprint = rig.theSprint();
    assertThat(sprint.name()).isEqualTo("Payments, second half");
    assertThat(sprint.startDate()).contains("2026-12-01T12:00:00.000Z");
    assertThat(sprint.endDate()).contains("2026-12-18T12:00:00.000Z");
    assertThat(sprint.state()).isEqualTo("active");
  }

  @Test
  void a_change_that_jira_does_not_show_calls_nothing_that_writes() {
    rig.consumer.deliver(SprintStory.of("sprint-1").created().updated().events()).runUntilDone();

    assertThat(rig.jira.calls()).containsExactly(Call.CREATE, Call.READ);
  }

  @Test
  void a_long_name_is_shortened_to_what_jira_takes() {
    rig.consumer
        .deliver(
            SprintStory.of("sprint-1")
                .then(id ->
                    updated(
                        facts(
                            id,
                            "Sprint 25-the-long-way-home-part-two",
                            "2026-12-01",
                            "2026-12-18")))
                .events())
        .runUntilDone();

    assertThat(rig.theSprint().name()).isEqualTo("Sprint 25-the-long-…e-part-two").hasSize(30);
  }

  @Test
  void a_sprint_whose_first_event_is_its_completion_is_made_started_and_completed() {
    List<Event> story = SprintStory.of("sprint-1").created().started().completed().events();

    rig.consumer.deliver(story.getLast()).runUntilDone();

    assertThat(rig.theSprint().state()).isEqualTo("closed");
    assertThat(rig.jira.calls()).containsExactly(Call.CREATE, Call.CHANGE, Call.CHANGE);
  }

  @Test
  void events_that_come_twice_change_jira_once() {
    rig.consumer
        .deliver(Faults.duplicated(SprintStory.of("sprint-1").created().started().events()))
        .runUntilDone();
    rig.consumer.crash();
    rig.consumer.deliver(SprintStory.of("sprint-1").created().started().events()).runUntilDone();

    assertThat(rig.theSprint().state()).isEqualTo("active");
    assertThat(rig.jira.count(Call.CREATE)).isEqualTo(1);
    assertThat(rig.jira.count(Call.CHANGE)).isEqualTo(1);
  }

  @Test
  void an_event_that_is_late_changes_nothing() {
    List<Event> story = renamedTwice();
    rig.consumer.deliver(story.get(0), story.get(2)).runUntilDone();
    rig.consumer.crash();

    rig.consumer.deliver(story.get(1)).runUntilDone();

    assertThat(rig.theSprint().name()).isEqualTo("New name");
    assertThat(rig.theSprint().state()).isEqualTo("active");
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void an_event_that_is_late_brings_what_a_later_one_could_not() {
    List<Event> story = renamedTwice();
    rig.consumer.deliver(story.get(0)).runUntilDone();
    rig.jira.next(Call.CHANGE, Fault.error(400, "not now"));
    rig.consumer.deliver(story.get(2)).runUntilDone();
    assertThat(rig.consumer.deadLetters()).hasSize(1);
    rig.consumer.commit().crash();

    rig.consumer.deliver(story.get(1)).runUntilDone();

    assertThat(rig.theSprint().name()).isEqualTo("New name");
    assertThat(rig.theSprint().state()).isEqualTo("active");
    assertThat(rig.consumer.deadLetters()).hasSize(1);
  }

  private static List<Event> renamedTwice() {
    return SprintStory.of("sprint-1")
        .created()
        .then(id -> updated(facts(id, "Old name", "2026-12-01", "2026-12-18")))
        .then(id -> new SprintStarted(facts(id, "New name", "2026-12-02", "2026-12-18")))
        .events();
  }

  @Test
  void nothing_comes_back_after_a_deletion() {
    List<Event> story = SprintStory.of("sprint-1").created().started().deleted().events();
    rig.consumer.deliver(story).runUntilDone();
    rig.consumer.crash();

    rig.consumer.deliver(story.get(0), story.get(1)).runUntilDone();

    assertThat(rig.jira.sprints()).isEmpty();
    assertThat(rig.jira.count(Call.CREATE)).isEqualTo(1);
  }

  @Test
  void a_sprint_that_was_deleted_before_it_was_seen_is_not_made() {
    rig.consumer
        .deliver(SprintStory.of("sprint-1").created().deleted().events().getLast())
        .runUntilDone();

    assertThat(rig.jira.calls()).isEmpty();
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void a_sprint_that_people_removed_from_jira_is_counted_and_not_made_again() {
    SprintStory story = SprintStory.of("sprint-1").created();
    rig.consumer.deliver(story.events()).runUntilDone();
    rig.jira.remove(101);

    rig.consumer.deliver(story.started().events().getLast()).runUntilDone();
    assertThat(rig.jira.sprints()).isEmpty();
    assertThat(rig.sync.counts().missing()).isEqualTo(1);
    assertThat(rig.consumer.deadLetters()).isEmpty();

    rig.consumer.deliver(story.deleted().events().getLast()).runUntilDone();
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void a_sprint_that_people_started_in_jira_stays_started() {
    SprintStory story = SprintStory.of("sprint-1").created();
    rig.consumer.deliver(story.events()).runUntilDone();
    StubSprint made = rig.theSprint();
    rig.jira.put(
        new StubSprint(made.id(), made.name(), "active", made.startDate(), made.endDate(), "ours"));

    rig.consumer
        .deliver(
            story
                .then(id -> updated(facts(id, "Renamed", "2026-11-30", "2026-12-11")))
                .events()
                .getLast())
        .runUntilDone();

    assertThat(rig.theSprint().name()).isEqualTo("Renamed");
    assertThat(rig.theSprint().state()).isEqualTo("active");
    assertThat(rig.theSprint().goal()).isEqualTo("ours");
  }

  @Test
  void a_closed_sprint_is_left_as_it_is() {
    SprintStory story = SprintStory.of("sprint-1").created().started().completed();
    rig.consumer.deliver(story.events()).runUntilDone();

    rig.consumer
        .deliver(
            story
                .then(id -> updated(facts(id, "Renamed", "2026-11-30", "2026-12-11")))
                .events()
                .getLast())
        .runUntilDone();

    assertThat(rig.theSprint().name()).isEqualTo(SampleEvents.nameOf("sprint-1"));
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void an_event_without_a_sequence_is_a_dead_letter() {
    ProducerRecord<byte[], byte[]> record =
        EventRecords.of(SprintStory.of("sprint-1").created().events().getFirst());
    record.headers().remove("ce_sequence");

    rig.consumer.deliver(record).runUntilDone();

    assertThat(rig.jira.calls()).isEmpty();
    assertThat(rig.consumer.deadLetters()).hasSize(1);
    assertThat(rig.consumer.deadLetters().getFirst().toString()).contains("ce_sequence");
  }

  private static SprintUpdated updated(SprintFacts facts) {
    return new SprintUpdated(facts, List.of(), List.of("sprint_name"));
  }

  private static SprintFacts facts(String id, String name, String start, String end) {
    return new SprintFacts(
        id,
        name,
        "26-07",
        3,
        LocalDate.parse(start),
        LocalDate.parse(end),
        9,
        new BigDecimal("87.5"));
  }
}
