package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person of a team.
 *
 * @param id the person's id, the same in every sprint
 * @param name the person's name, at most 200 characters
 * @param role what the person does, as in {@code Developer}; a reader must accept roles it does not
 *     know
 * @param email where to write to, at most {@value #MAX_EMAIL_LENGTH} characters; null where the
 *     person has none, and then absent on the wire
 * @since 0.1.0
 */
public record TeamMember(String id, String name, String role, @Nullable String email) {
  /** The most people one team has. */
  public static final int MAX_TEAM = 200;

  /** The longest role, in characters. */
  public static final int MAX_ROLE_LENGTH = 100;

  /** The longest address SMTP can deliver to, in characters. */
  public static final int MAX_EMAIL_LENGTH = 254;

  /** Checks every field. */
  public TeamMember {
    Checks.id("id", id);
    Checks.text("name", name, Checks.MAX_TEXT_LENGTH);
    Checks.text("role", role, MAX_ROLE_LENGTH);
    if (email != null) {
      Checks.text("email", email, MAX_EMAIL_LENGTH);
      int at = email.indexOf('@', 1);
      if (at < 0 || at == email.length() - 1) {
        throw new EventFormatException(
            "email of member %s must have an @ between two parts".formatted(id));
      }
    }
  }

  static List<TeamMember> team(List<TeamMember> members, int atLeast) {
    List<TeamMember> team = Checks.items("team_members", members, atLeast, MAX_TEAM);
    Set<String> ids = new HashSet<>();
    for (TeamMember member : team) {
      if (!ids.add(member.id())) {
        throw new EventFormatException("team_members names %s twice".formatted(member.id()));
      }
    }
    return team;
  }
}
