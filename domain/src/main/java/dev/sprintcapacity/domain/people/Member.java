package dev.sprintcapacity.domain.people;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.Vacation;
import dev.sprintcapacity.domain.calendar.VacationId;
import dev.sprintcapacity.domain.text.EmailRule;
import dev.sprintcapacity.domain.text.TextRule;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person on the team of a sprint.
 *
 * @param id the person's identity, the same in every sprint
 * @param name one line of text, at most {@link Limits#NAME} code points
 * @param role what the person does on this team
 * @param email an address as {@link EmailRule} wants it, or null
 * @param confidence the share of the available days to count on, or null for the sprint's
 * @param vacations the person's leave in any order, at most {@link Limits#VACATIONS_PER_MEMBER},
 *     with distinct ids; dates may overlap
 */
public record Member(
    MemberId id,
    String name,
    Role role,
    @Nullable String email,
    @Nullable Percentage confidence,
    List<Vacation> vacations) {

  /**
   * @throws InvalidValueException if name or email breaks its rule, or if there are too many leaves
   *     or two with one id
   */
  public Member {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(role, "role");
    InvalidValueException.throwIf("Member name", TextRule.problemIn(name, Limits.NAME));
    if (email != null) {
      InvalidValueException.throwIf("Member email", EmailRule.problemIn(email));
    }
    vacations = List.copyOf(vacations);
    requireFew(id, vacations);
    requireDistinct(id, vacations);
  }

  /** The member's own confidence, or else the sprint's. */
  public Percentage confidenceOr(Percentage confidenceOfSprint) {
    return confidence == null ? confidenceOfSprint : confidence;
  }

  private static void requireFew(MemberId id, List<Vacation> vacations) {
    if (vacations.size() > Limits.VACATIONS_PER_MEMBER) {
      throw new InvalidValueException(
          "Member %s must have at most %d vacations, but has %d: merge those that touch or overlap"
              .formatted(id.value(), Limits.VACATIONS_PER_MEMBER, vacations.size()));
    }
  }

  private static void requireDistinct(MemberId id, List<Vacation> vacations) {
    Set<VacationId> seen = new HashSet<>();
    for (Vacation vacation : vacations) {
      if (!seen.add(vacation.id())) {
        throw new InvalidValueException(
            "Member %s must have each vacation once, but has %s twice: remove one or give it an id of its own"
                .formatted(id.value(), vacation.id().value()));
      }
    }
  }
}
