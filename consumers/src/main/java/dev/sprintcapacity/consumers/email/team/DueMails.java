package dev.sprintcapacity.consumers.email.team;

import static dev.sprintcapacity.consumers.email.team.DueMail.NOBODY_BY_NAME;

import dev.sprintcapacity.consumers.email.team.KnownSprint.Facts;
import dev.sprintcapacity.consumers.email.team.KnownSprint.Team;
import dev.sprintcapacity.consumers.email.template.MailKind;
import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an event tells of a sprint, and which mails it makes due. Pure; thread-safe. */
final class DueMails {

  private static final Set<String> DATES = Set.of("start_date", "end_date");

  private DueMails() {}

  /** What is known once the event is. */
  static KnownSprint after(KnownSprint before, EventData data, long sequence) {
    return switch (data) {
      case SprintCreated created -> before.with(new Facts(sequence, created.facts()));
      case SprintUpdated updated -> before.with(new Facts(sequence, updated.facts()));
      case SprintStarted started -> before.with(new Facts(sequence, started.facts()));
      case SprintCompleted completed -> before.with(new Facts(sequence, completed.facts()));
      case SprintDeleted deleted -> before.deletedBy(sequence);
      case TeamMemberAdded added -> before.with(new Team(sequence, added.teamMembers()));
      case TeamMemberUpdated updated -> before.with(new Team(sequence, updated.teamMembers()));
    };
  }

  /**
   * The mails of an event.
   *
   * @param before what was known before it
   * @param id of the event
   */
  static List<DueMail> of(
      KnownSprint before, EventData data, UUID id, long sequence, Instant time) {
    return switch (data) {
      case SprintCreated created -> List.of(toRole(MailKind.SUMMARY, data, id, sequence, time));
      case SprintStarted started -> List.of(toRole(MailKind.SUMMARY, data, id, sequence, time));
      case SprintCompleted completed -> List.of(toRole(MailKind.SUMMARY, data, id, sequence, time));
      case SprintDeleted deleted ->
          List.of(
              toRole(MailKind.SUMMARY, data, id, sequence, time),
              toRole(MailKind.CANCELLED, data, id, sequence, time));
      case SprintUpdated updated ->
          Collections.disjoint(updated.changedFields(), DATES)
              ? List.of()
              : List.of(toRole(MailKind.RESCHEDULED, data, id, sequence, time));
      case TeamMemberAdded added ->
          newcomers(before, added.teamMembers(), sequence)
              .map(member -> welcome(member, data, id, sequence, time))
              .toList();
      case TeamMemberUpdated updated ->
          newcomers(before, updated.teamMembers(), sequence)
              .map(member -> welcome(member, data, id, sequence, time))
              .toList();
    };
  }

  /**
   * Who is in the team and was not in the one before it. Where none is known, nobody was: nobody of
   * it was ever written to. A team older than the one known brings nobody.
   */
  private static Stream<TeamMember> newcomers(
      KnownSprint before, List<TeamMember> team, long sequence) {
    if (before.team().isPresent() && before.team().get().sequence() > sequence) {
      return Stream.empty();
    }
    Set<String> known = before.members().stream().map(TeamMember::id).collect(Collectors.toSet());
    return team.stream().filter(member -> !known.contains(member.id()));
  }

  private static DueMail toRole(
      MailKind kind, EventData data, UUID id, long sequence, Instant time) {
    return new DueMail(id, kind, NOBODY_BY_NAME, data.sprintId(), data.type(), sequence, time);
  }

  private static DueMail welcome(
      TeamMember member, EventData data, UUID id, long sequence, Instant time) {
    return new DueMail(
        id, MailKind.WELCOME, member.id(), data.sprintId(), data.type(), sequence, time);
  }
}
