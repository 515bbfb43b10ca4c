package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team member as a client described it.
 *
 * @param id the person's id, where the client knows it
 * @param name one line of text
 * @param role on this team
 * @param email null where not sent
 * @param confidence null for the sprint's
 * @param vacations as sent, in order
 */
public record MemberInput(
    @Nullable MemberId id,
    String name,
    Role role,
    @Nullable String email,
    @Nullable Percentage confidence,
    List<VacationInput> vacations) {

  public MemberInput {
    vacations = List.copyOf(vacations);
  }
}
