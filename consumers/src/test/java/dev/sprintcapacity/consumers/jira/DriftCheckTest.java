package dev.sprintcapacity.consumers.jira;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumers.jira.stub.Call;
import dev.sprintcapacity.consumers.jira.stub.Fault;
import dev.sprintcapacity.consumers.jira.stub.StubSprint;
import dev.sprintcapacity.consumers.jira.sync.Drift;
import dev.sprintcapacity.consumers.jira.sync.DriftReport;
import dev.sprintcapacity.consumers.jira.sync.DriftWatch;
import dev.sprintcapacity.testkit.SampleEvents;
import dev.sprintcapacity.testkit.SprintStory;
import java.sql.SQLException;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Differences between the mapping and the board are found, and nothing is changed. */
class DriftCheckTest {

  @RegisterExtension static final JiraDatabase DATABASE = new JiraDatabase();

  private final Rig rig = Rig.on(DATABASE);

  @AfterEach
  void jira_was_called_as_published() {
    assertThat(rig.jira.violations()).isEmpty();
    rig.close();
  }

  @Test
  void a_board_like_the_mapping_has_no_drift_on_any_page() throws SQLException {
    rig.jira.pageSize(2);
    for (int i = 1; i <= 5; i++) {
      rig.consumer.deliver(SprintStory.of("sprint-" + i).created().started().events());
    }
    rig.consumer.deliver(SprintStory.wholeLife("sprint-6")).runUntilDone();

    DriftReport report = rig.drift();

    assertThat(report.drifts()).isEmpty();
    assertThat(report.compared()).isEqualTo(6);
    assertThat(rig.jira.count(Call.LIST)).isEqualTo(3);
  }

  @Test
  void each_kind_of_difference_is_told() throws SQLException {
    for (int i = 1; i <= 3; i++) {
      rig.consumer.deliver(SprintStory.of("sprint-" + i).created().events()).runUntilDone();
    }
    SprintStory gone = SprintStory.of("sprint-4").created().deleted();
    rig.consumer.deliver(gone.events()).runUntilDone();
    rig.jira.next(Call.CREATE, Fault.error(400, "no"));
    rig.consumer.deliver(SprintStory.of("sprint-5").created().events()).runUntilDone();
    rig.jira.remove(101);
    rig.jira.put(sprint(102, "Hijacked", "active", "whatever"));
    rig.jira.put(sprint(104, "Back again", "future", "undone"));
    rig.jira.put(sprint(200, "A double", "future", "sprint-capacity:sprint-3"));
    rig.jira.put(sprint(201, "Foreign", "future", "sprint-capacity:sprint-77"));
    rig.jira.put(sprint(202, "Of others", "future", "Ship it"));
    long writes = rig.jira.calls().stream().filter(Call::writes).count();

    DriftReport report = rig.drift();

    assertThat(report.drifts())
        .extracting(Drift::kind, Drift::sprintId, Drift::jiraId)
        .containsExactlyInAnyOrder(
            tuple(Drift.Kind.MISSING, "sprint-1", 101L),
            tuple(Drift.Kind.DIFFERENT, "sprint-2", 102L),
            tuple(Drift.Kind.STRAY, "sprint-3", 200L),
            tuple(Drift.Kind.LEFT_OVER, "sprint-4", 104L),
            Tuple.tuple(Drift.Kind.PENDING, "sprint-5", Optional.<Long>empty()),
            tuple(Drift.Kind.STRAY, "sprint-77", 201L));
    assertThat(report.drifts().toString())
        .contains("name is Hijacked, not " + SampleEvents.nameOf("sprint-2"))
        .contains("start is none, not 2026-11-30T12:00:00Z")
        .contains("state is ACTIVE, not FUTURE");
    assertThat(rig.jira.calls().stream().filter(Call::writes).count()).isEqualTo(writes);
  }

  @Test
  void a_check_that_fails_leaves_the_last_report_and_the_next_one_replaces_it() {
    try (DriftWatch watch = rig.driftWatch()) {
      rig.consumer.deliver(SprintStory.of("sprint-1").created().events()).runUntilDone();
      watch.runOnce();
      assertThat(watch.last().orElseThrow().drifts()).isEmpty();

      rig.jira.remove(101);
      rig.jira.next(Call.LIST, Fault.error(500, "Oops"));
      watch.runOnce();
      assertThat(watch.last().orElseThrow().drifts()).isEmpty();

      watch.runOnce();
      assertThat(watch.last().orElseThrow().drifts())
          .extracting(Drift::kind)
          .containsExactly(Drift.Kind.MISSING);
    }
  }

  private static Tuple tuple(Drift.Kind kind, String sprint, long id) {
    return Tuple.tuple(kind, sprint, Optional.of(id));
  }

  private static StubSprint sprint(long id, String name, String state, String goal) {
    return new StubSprint(id, name, state, Optional.empty(), Optional.empty(), goal);
  }
}
