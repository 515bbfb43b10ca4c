package dev.sprintcapacity.events.internal;

import dev.sprintcapacity.events.EventData;
import dev.sprintcapacity.events.SprintCompleted;
import dev.sprintcapacity.events.SprintCreated;
import dev.sprintcapacity.events.SprintDeleted;
import dev.sprintcapacity.events.SprintStarted;
import dev.sprintcapacity.events.SprintUpdated;
import dev.sprintcapacity.events.TeamMember;
import dev.sprintcapacity.events.TeamMemberAdded;
import dev.sprintcapacity.events.TeamMemberUpdated;
import java.util.List;

/** How many members the JSON of an event has in this version of the contract. */
public final class KnownMembers {
  /** {@code event_type}, {@code timestamp}, {@code source}, {@code data}. */
  private static final int ENVELOPE = 4;

  private static final int FACTS = 8;
  private static final int HOLIDAY = 2;

  /** {@code sprint_id}, {@code sprint_name}, {@code team_members}. */
  private static final int TEAM = 3;

  private static final int MEMBER_WITHOUT_EMAIL = 3;

  private KnownMembers() {}

  /**
   * Counts the members of an event and of all objects in it.
   *
   * @param data what it says
   * @return the count
   */
  public static int ofEvent(EventData data) {
    return ENVELOPE + of(data);
  }

  private static int of(EventData data) {
    return switch (data) {
      case SprintCreated created -> FACTS;
      case SprintStarted started -> FACTS;
      case SprintCompleted completed -> FACTS;
      case SprintUpdated updated -> FACTS + 2 + HOLIDAY * updated.holidays().size();
      case SprintDeleted deleted -> 1;
      case TeamMemberAdded added -> team(added.teamMembers());
      case TeamMemberUpdated updated -> team(updated.teamMembers());
    };
  }

  private static int team(List<TeamMember> members) {
    int known = TEAM;
    for (TeamMember member : members) {
      known += MEMBER_WITHOUT_EMAIL + (member.email() == null ? 0 : 1);
    }
    return known;
  }
}
