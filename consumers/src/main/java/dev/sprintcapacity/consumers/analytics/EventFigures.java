package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import org.jspecify.annotations.Nullable;

/**
 * What one event says that analytics keeps.
 *
 * @param plan name, dates, working days, confidence; null where it says nothing of them
 * @param teamSize people; null where it says nothing of the team
 * @param state where the sprint is now; null where that did not change
 */
record EventFigures(
    @Nullable SprintFacts plan, @Nullable Integer teamSize, @Nullable SprintState state) {

  static EventFigures of(EventData data) {
    return switch (data) {
      case SprintCreated created -> plan(created.facts(), SprintState.PLANNED);
      case SprintUpdated updated -> plan(updated.facts(), null);
      case SprintStarted started -> plan(started.facts(), SprintState.ACTIVE);
      case SprintCompleted completed -> plan(completed.facts(), SprintState.COMPLETED);
      case SprintDeleted deleted -> new EventFigures(null, null, SprintState.DELETED);
      case TeamMemberAdded added -> new EventFigures(null, added.teamMembers().size(), null);
      case TeamMemberUpdated updated -> new EventFigures(null, updated.teamMembers().size(), null);
    };
  }

  private static EventFigures plan(SprintFacts facts, @Nullable SprintState state) {
    return new EventFigures(facts, facts.teamMembersCount(), state);
  }
}
