package dev.sprintcapacity.consumers.email.team;

import dev.sprintcapacity.consumers.email.template.SafeText;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.util.List;

/**
 * Makes texts of events such that every table and every mail can hold them: one line, nothing
 * invisible. An address keeps what it has and only loses what makes it unusable anyway, by which it
 * stays unusable. Pure; thread-safe.
 */
final class Storable {

  private static final char NUL = '\0';

  private Storable() {}

  static EventData data(EventData data) {
    return switch (data) {
      case SprintCreated created -> new SprintCreated(facts(created.facts()));
      case SprintUpdated updated ->
          new SprintUpdated(facts(updated.facts()), updated.holidays(), updated.changedFields());
      case SprintStarted started -> new SprintStarted(facts(started.facts()));
      case SprintCompleted completed -> new SprintCompleted(facts(completed.facts()));
      case SprintDeleted deleted -> deleted;
      case TeamMemberAdded added ->
          new TeamMemberAdded(
              added.sprintId(), SafeText.line(added.sprintName()), team(added.teamMembers()));
      case TeamMemberUpdated updated ->
          new TeamMemberUpdated(
              updated.sprintId(), SafeText.line(updated.sprintName()), team(updated.teamMembers()));
    };
  }

  private static SprintFacts facts(SprintFacts facts) {
    return new SprintFacts(
        facts.sprintId(),
        SafeText.line(facts.sprintName()),
        facts.sprintNumber(),
        facts.teamMembersCount(),
        facts.startDate(),
        facts.endDate(),
        facts.sprintDuration(),
        facts.confidencePercentage());
  }

  private static List<TeamMember> team(List<TeamMember> members) {
    return members.stream().map(Storable::member).toList();
  }

  private static TeamMember member(TeamMember member) {
    String email = member.email();
    return new TeamMember(
        member.id(),
        SafeText.line(member.name()),
        SafeText.line(member.role()),
        // no table holds this character; a space is no better in an address
        email == null ? null : email.replace(NUL, ' '));
  }
}
