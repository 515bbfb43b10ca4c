package dev.sprintcapacity.consumers.jira.mapping;

import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.util.Optional;

/**
 * What a sprint shall be in Jira.
 *
 * @param sprintId the sprint
 * @param sequence of the event that says so, from 1
 * @param plan absent where the sprint was deleted before anything else was known of it
 * @param status the furthest that is known
 */
public record DesiredSprint(
    String sprintId, long sequence, Optional<SprintPlan> plan, SprintStatus status) {

  /**
   * What an event says. A change of a sprint does not tell its status: planned then means "as far
   * as it is".
   *
   * @return empty for events on teams, which Jira's sprints do not show
   */
  public static Optional<DesiredSprint> after(EventData data, long sequence) {
    return switch (data) {
      case SprintCreated created ->
          some(created, sequence, SprintPlan.of(created.facts()), SprintStatus.PLANNED);
      case SprintUpdated updated ->
          some(updated, sequence, SprintPlan.of(updated.facts()), SprintStatus.PLANNED);
      case SprintStarted started ->
          some(started, sequence, SprintPlan.of(started.facts()), SprintStatus.ACTIVE);
      case SprintCompleted completed ->
          some(completed, sequence, SprintPlan.of(completed.facts()), SprintStatus.COMPLETED);
      case SprintDeleted deleted ->
          Optional.of(
              new DesiredSprint(
                  deleted.sprintId(), sequence, Optional.empty(), SprintStatus.DELETED));
      case TeamMemberAdded added -> Optional.empty();
      case TeamMemberUpdated updated -> Optional.empty();
    };
  }

  private static Optional<DesiredSprint> some(
      EventData data, long sequence, SprintPlan plan, SprintStatus status) {
    return Optional.of(new DesiredSprint(data.sprintId(), sequence, Optional.of(plan), status));
  }
}
