package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumers.jira.mapping.SprintLock;
import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.testkit.SampleEvents;
import dev.sprintcapacity.testkit.SprintStory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sprint is made once, wherever the process ends and whatever becomes of an answer. */
class SprintSyncCrashTest {

  /** Longer than a call can still be under way. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  private final Rig rig = Rig.on(DATABASE);

  @AfterEach
  void jira_was_called_as_published() {
    assertThat(rig.jira.violations()).isEmpty();
    rig.close();
  }

  /** Where a process ends between the arrival of an event and the commit of its offset. */
  enum End {
    AFTER_THE_INTENTION_BEFORE_THE_CALL,
    AFTER_THE_CALL_BEFORE_ITS_ANSWER,
    AFTER_THE_ANSWER_BEFORE_IT_WAS_STORED,
    AFTER_IT_WAS_STORED_BEFORE_THE_COMMIT
  }

  private static Fault faultAt(End end) {
    return switch (end) {
      case AFTER_THE_INTENTION_BEFORE_THE_CALL -> new Fault.CutBefore();
      case AFTER_THE_CALL_BEFORE_ITS_ANSWER -> new Fault.CutAfter();
      case AFTER_THE_ANSWER_BEFORE_IT_WAS_STORED -> new Fault.DoneAnd(DATABASE::endSessions);
      case AFTER_IT_WAS_STORED_BEFORE_THE_COMMIT -> new Fault.None();
    };
  }

  @ParameterizedTest
  @EnumSource
  void a_sprint_is_made_once_wherever_the_process_ends(End end) {
    rig.jira.next(Call.CREATE, faultAt(end));
    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilRead(1).crash();

    rig.consumer.runUntilIdle().advance(SETTLED).runUntilDone();

    assertThat(rig.theSprint().name()).isEqualTo(SampleEvents.nameOf("sprint-1"));
    assertThat(DATABASE.number("select jira_sprint_id from sprint_mapping"))
        .isEqualTo(rig.theSprint().id());
    assertThat(DATABASE.number("select applied_sequence from sprint_mapping")).isEqualTo(1);
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_whole_life_comes_out_alike_where_each_event_meets_such_an_end(End end) {
    for (Call call : new Call[] {Call.CREATE, Call.CHANGE, Call.DELETE}) {
      rig.jira.next(call, faultAt(end), faultAt(end));
    }

    for (Event event : SprintStory.wholeLife("sprint-1")) {
      rig.consumer.deliver(event).runUntilIdle().crash();
      rig.consumer.runUntilIdle().advance(SETTLED).runUntilDone();
      assertThat(rig.jira.sprints()).hasSizeLessThanOrEqualTo(1);
    }

    assertThat(rig.jira.sprints()).isEmpty();
    assertThat(DATABASE.number("select applied_sequence from sprint_mapping")).isEqualTo(7);
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void a_sprint_whose_answer_was_lost_is_found_by_its_mark_on_any_page() {
    for (int id = 1; id <= 8; id++) {
      rig.jira.put(
          new StubSprint(
              id, "Other " + id, "closed", Optional.empty(), Optional.empty(), "of others"));
    }
    rig.jira.put(
        new StubSprint(
            9, "Other", "future", Optional.empty(), Optional.empty(), "sprint-capacity:sprint-12"));
    rig.jira.pageSize(3);
    rig.jira.next(Call.CREATE, new Fault.CutAfter());

    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();

    assertThat(rig.jira.sprints()).hasSize(10);
    assertThat(DATABASE.number("select jira_sprint_id from sprint_mapping")).isEqualTo(101);
    assertThat(rig.jira.count(Call.LIST)).isEqualTo(4);
    assertThat(rig.sync.counts().adopted()).isEqualTo(1);
  }

  @Test
  void a_sprint_is_not_made_again_while_the_first_call_may_still_be_under_way() {
    rig.jira.next(Call.CREATE, new Fault.CutBefore());
    rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilIdle();

    rig.consumer.advance(Duration.ofSeconds(20));
    assertThat(rig.jira.count(Call.CREATE)).isEqualTo(1);

    rig.consumer.runUntilDone();
    assertThat(rig.jira.count(Call.CREATE)).isEqualTo(2);
    assertThat(rig.jira.sprints()).hasSize(1);
  }

  @Test
  void a_sprint_that_was_deleted_while_its_answer_was_lost_is_deleted_in_jira() {
    rig.jira.next(Call.CREATE, new Fault.CutAfter());

    rig.consumer
        .deliver(SprintStory.of("sprint-1").created().events())
        .runUntilIdle()
        .crash()
        .deliver(SprintStory.of("sprint-1").created().deleted().events().getLast())
        .runUntilDone();

    assertThat(rig.jira.sprints()).isEmpty();
    assertThat(rig.consumer.deadLetters()).isEmpty();
  }

  @Test
  void a_sprint_that_another_member_is_at_waits_until_that_one_is_done() throws SQLException {
    try (Connection other = DATABASE.dataSource().getConnection()) {
      try (SprintLock lock = SprintLock.tryLock(other, "sprint-1")) {
        Objects.requireNonNull(lock);
        rig.consumer.deliver(SprintStory.of("sprint-1").created().events());
        rig.consumer.deliver(SprintStory.of("sprint-2").created().events()).runUntilIdle();

        assertThat(rig.theSprint().goal()).isEqualTo("sprint-capacity:sprint-2");
        assertThat(rig.consumer.retriesWaiting()).hasSize(1);
      }
    }

    rig.consumer.runUntilDone();
    assertThat(rig.jira.sprints()).hasSize(2);
  }

  @Test
  void a_lock_ends_with_its_session() throws SQLException {
    try (Connection other = DATABASE.dataSource().getConnection()) {
      Objects.requireNonNull(SprintLock.tryLock(other, "sprint-1"));
      DATABASE.endSessions();

      rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();
      assertThat(rig.jira.sprints()).hasSize(1);
    }
  }
}
