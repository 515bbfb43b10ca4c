package dev.sprintcapacity.consumer.internal.inbound;

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

/**
 * Counts the members of a value that this version of the contract does not know: all colons outside
 * of strings, less those that the decoded event accounts for. One pass over bytes that are known to
 * be JSON; no second parse.
 */
final class UnknownMembers {
  /** {@code event_type}, {@code timestamp}, {@code source}, {@code data}. */
  private static final int ENVELOPE = 4;

  private static final int FACTS = 8;
  private static final int HOLIDAY = 2;

  /** {@code sprint_id}, {@code sprint_name}, {@code team_members}. */
  private static final int TEAM = 3;

  private static final int MEMBER_WITHOUT_EMAIL = 3;

  private UnknownMembers() {}

  /**
   * Counts.
   *
   * @param value the bytes
   * @param data what the decoder made of them
   */
  static int in(byte[] value, EventData data) {
    return members(value) - ENVELOPE - known(data);
  }

  private static int known(EventData data) {
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

  private static int members(byte[] json) {
    int members = 0;
    for (int i = 0; i < json.length; i++) {
      byte character = json[i];
      if (character == '"') {
        i = endOfString(json, i + 1);
      } else if (character == ':') {
        members++;
      }
    }
    return members;
  }

  private static int endOfString(byte[] json, int from) {
    int i = from;
    while (i < json.length && json[i] != '"') {
      i += json[i] == '\\' ? 2 : 1;
    }
    return i;
  }
}
