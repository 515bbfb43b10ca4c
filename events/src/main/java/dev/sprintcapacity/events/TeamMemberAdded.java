package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import java.util.List;

/**
 * A sprint was planned with a team.
 *
 * @param sprintId the sprint's id
 * @param sprintName the sprint's name, as in {@code Sprint 25-01}
 * @param teamMembers the whole team: 1 to {@value TeamMember#MAX_TEAM} people, each once
 * @since 0.1.0
 */
public record TeamMemberAdded(String sprintId, String sprintName, List<TeamMember> teamMembers)
    implements EventData {
  /** Checks the texts, and the team, which it copies. */
  public TeamMemberAdded {
    Checks.id("sprint_id", sprintId);
    Checks.text("sprint_name", sprintName, SprintFacts.MAX_SPRINT_NAME_LENGTH);
    teamMembers = TeamMember.team(teamMembers, 1);
  }

  @Override
  public EventType type() {
    return EventType.TEAM_MEMBER_ADDED;
  }
}
