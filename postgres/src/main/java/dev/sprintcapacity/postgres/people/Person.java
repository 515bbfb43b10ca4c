package dev.sprintcapacity.postgres.people;

import dev.sprintcapacity.domain.people.MemberId;
import dev.sprintcapacity.domain.people.Role;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is or was on a team.
 *
 * @param id the person's id in every sprint
 * @param name the name in the sprint that was written last
 * @param role the role in that sprint
 * @param email the address in that sprint, or null
 * @param updatedAt when a sprint last said something new of this person
 */
public record Person(
    MemberId id, String name, Role role, @Nullable String email, Instant updatedAt) {
  public Person {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }
}
