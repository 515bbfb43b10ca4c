package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import java.util.List;

/**
 * The team of a sprint, or its leave, changed.
 *
 * @param sprintId the sprint's id
 * @param sprintName the sprint's name, as in {@code Sprint 25-01}
 * @param teamMembers the whole team after the change: up to {@value TeamMember#MAX_TEAM} people,
 *     each once; empty where nobody is left
 * @since 0.1.0
 */
public record TeamMemberUpdated(String sprintId, String sprintName, List<TeamMember> teamMembers)
    implements EventData {
  /** Checks the texts, and the team, which it copies. */
  public TeamMemberUpdated {
    Checks.id("sprint_id", sprintId);
    Checks.text("sprint_name", sprintName, SprintFacts.MAX_SPRINT_NAME_LENGTH);
    teamMembers = TeamMember.team(teamMembers, 0);
  }

  @Override
  public EventType type() {
    return EventType.TEAM_MEMBER_UPDATED;
  }
}
