package dev.sprintcapacity.consumers.jira.sync;

import dev.sprintcapacity.consumers.jira.api.JiraSprint;
import dev.sprintcapacity.consumers.jira.api.NewSprint;
import dev.sprintcapacity.consumers.jira.api.SprintChange;
import dev.sprintcapacity.consumers.jira.mapping.DesiredSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappedSprint;
import dev.sprintcapacity.consumers.jira.mapping.MappingStore;
import dev.sprintcapacity.consumers.jira.mapping.SprintStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what would be called, event by event. Reads the mapping and Jira; writes to neither, so that
 * a sprint that would have been made stays one that would be made.
 */
final class DryRun {

  private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);

  private final JiraBoard board;
  private final MappingStore store;

  DryRun(JiraBoard board, MappingStore store) {
    this.board = board;
    this.store = store;
  }

  void tell(Connection connection, DesiredSprint desired) throws SQLException {
    Optional<MappedSprint> known = store.find(connection, desired.sprintId());
    Optional<Long> jiraId = known.flatMap(MappedSprint::jiraId);
    if (known.isPresent() && known.get().desired().sequence() >= desired.sequence()) {
      LOG.info("Dry run: nothing to do for {}, event {}", desired.sprintId(), desired.sequence());
    } else if (desired.status() == SprintStatus.DELETED) {
      jiraId.ifPresentOrElse(
          id -> LOG.info("Dry run: would delete sprint {} ({})", id, desired.sprintId()),
          () -> LOG.info("Dry run: would delete the sprint of {}", desired.sprintId()));
    } else if (jiraId.isPresent()) {
      change(jiraId.get(), desired);
    } else {
      create(desired);
    }
  }

  private void create(DesiredSprint desired) {
    NewSprint sprint = board.newSprint(desired.sprintId(), desired.plan().orElseThrow());
    LOG.info(
        "Dry run: would have sprint '{}' on {} from {} to {}, {}, for {}",
        sprint.name(),
        board,
        sprint.start(),
        sprint.end(),
        SprintSteps.stateOf(desired.status()),
        desired.sprintId());
  }

  private void change(long jiraId, DesiredSprint desired) {
    Optional<JiraSprint> actual = board.client().find(jiraId);
    if (actual.isEmpty()) {
      LOG.info("Dry run: sprint {} ({}) is not in Jira", jiraId, desired.sprintId());
      return;
    }
    Optional<SprintChange> step =
        SprintSteps.next(desired.plan().orElseThrow(), desired.status(), actual.get());
    step.ifPresentOrElse(
        change ->
            LOG.info("Dry run: would set sprint {} ({}): {}", jiraId, desired.sprintId(), change),
        () -> LOG.info("Dry run: nothing to do for {}", desired.sprintId()));
  }
}
