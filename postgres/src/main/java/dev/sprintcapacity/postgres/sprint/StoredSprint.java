package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.postgres.PostgresException;
import java.util.Objects;

/**
 * A sprint as the store has it.
 *
 * @param sprint the sprint
 * @param version counts the changes of the sprint, from 1
 * @param lastSequence sequence of the last event of the sprint; the next one is one more
 */
public record StoredSprint(Sprint sprint, long version, long lastSequence) {

  /**
   * @throws PostgresException if a number is not positive
   */
  public StoredSprint {
    Objects.requireNonNull(sprint, "sprint");
    if (version < 1 || lastSequence < 1) {
      throw new PostgresException(
          "Sprint %s must have a version and a last sequence from 1, but has %d and %d"
              .formatted(sprint.id().value(), version, lastSequence));
    }
  }
}
