package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.sprint.SprintStatus;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which sprints a list shows: those to which everything that is given applies.
 *
 * @param startingFrom those that start on this day or later; null for no bound
 * @param endingBy those that end on this day or earlier; null for no bound
 * @param status those in this state; null for every state
 */
public record SprintFilter(
    @Nullable LocalDate startingFrom, @Nullable LocalDate endingBy, @Nullable SprintStatus status) {

  /** Every sprint. */
  public static final SprintFilter ALL = new SprintFilter(null, null, null);
}
