package dev.sprintcapacity.consumers.email.template;

import dev.sprintcapacity.events.EventType;
import dev.sprintcapacity.events.SprintFacts;
import dev.sprintcapacity.events.TeamMember;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A mail before it is written.
 *
 * @param kind what it is for
 * @param eventId of the event that made it due
 * @param occasion the type of that event
 * @param eventTime when that happened
 * @param recipient whom it is for
 * @param address where it goes
 * @param sprint as it is known
 * @param revision of the sprint's calendar entry: the {@code ce_sequence} of what the entry says
 * @param team the whole team
 */
public record Letter(
    MailKind kind,
    UUID eventId,
    EventType occasion,
    Instant eventTime,
    TeamMember recipient,
    MailAddress address,
    SprintFacts sprint,
    long revision,
    List<TeamMember> team) {

  /** Copies the team. */
  public Letter {
    team = List.copyOf(team);
  }

  /** Whether it tells that the sprint is no more. */
  public boolean endsSprint() {
    return occasion == EventType.SPRINT_DELETED;
  }

  /** Whom and what it is about, by ids alone: names are personal. */
  @Override
  public String toString() {
    return "%s of event %s to member %s".formatted(kind.label(), eventId, recipient.id());
  }
}
