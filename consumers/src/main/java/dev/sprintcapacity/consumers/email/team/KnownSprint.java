package dev.sprintcapacity.consumers.email.team;

import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.TeamMember;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a sprint by the events that came so far.
 *
 * @param sprintId the sprint
 * @param facts empty before the first event that carries them
 * @param team empty before the first event that carries one; the list in it may be empty
 * @param deletedSequence of the event that removed it; 0 where it lives
 */
record KnownSprint(
    String sprintId, Optional<Facts> facts, Optional<Team> team, long deletedSequence) {

  /**
   * Facts and the {@code ce_sequence} they come from.
   *
   * @param sequence of the event
   * @param sprint what it said
   */
  record Facts(long sequence, SprintFacts sprint) {}

  /**
   * A team and the {@code ce_sequence} it comes from.
   *
   * @param sequence of the event
   * @param members all of it
   */
  record Team(long sequence, List<TeamMember> members) {
    Team {
      members = List.copyOf(members);
    }
  }

  boolean isDeleted() {
    return deletedSequence > 0;
  }

  /** Whether mails can be written: who belongs to it is known, or that nobody does. */
  boolean isComplete() {
    return facts.isPresent() && (team.isPresent() || facts.get().sprint().teamMembersCount() == 0);
  }

  /** All people of the team; none where it is not known. */
  List<TeamMember> members() {
    return team.map(Team::members).orElse(List.of());
  }

  /** Takes facts that are not older than those known. */
  KnownSprint with(Facts newer) {
    boolean isOlder = facts.isPresent() && newer.sequence() < facts.get().sequence();
    return isOlder ? this : new KnownSprint(sprintId, Optional.of(newer), team, deletedSequence);
  }

  /** Takes a team that is not older than the one known. */
  KnownSprint with(Team newer) {
    boolean isOlder = team.isPresent() && newer.sequence() < team.get().sequence();
    return isOlder ? this : new KnownSprint(sprintId, facts, Optional.of(newer), deletedSequence);
  }

  /** Remembers that it was removed. */
  KnownSprint deletedBy(long sequence) {
    return new KnownSprint(sprintId, facts, team, Math.max(sequence, 1));
  }
}
