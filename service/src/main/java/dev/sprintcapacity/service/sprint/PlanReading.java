package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.SprintPlan;
import java.util.List;

/** What came of making a plan of an input. Closed: there is a plan or there is not. */
sealed interface PlanReading {

  /**
   * Every member is somebody.
   *
   * @param plan with all ids
   */
  record Made(SprintPlan plan) implements PlanReading {}

  /**
   * Some members cannot be told.
   *
   * @param violations all of them
   */
  record Impossible(List<Violation> violations) implements PlanReading {
    public Impossible {
      violations = List.copyOf(violations);
    }
  }
}
