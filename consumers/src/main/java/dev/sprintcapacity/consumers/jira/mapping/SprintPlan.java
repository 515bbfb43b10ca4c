package dev.sprintcapacity.consumers.jira.mapping;

import dev.sprintcapacity.events.SprintFacts;
import java.time.LocalDate;

/**
 * What Jira shows of a sprint beside its state.
 *
 * @param name as it is here, of any length
 * @param start first day
 * @param end last day
 */
public record SprintPlan(String name, LocalDate start, LocalDate end) {

  /** Of what an event says. */
  public static SprintPlan of(SprintFacts facts) {
    return new SprintPlan(facts.sprintName(), facts.startDate(), facts.endDate());
  }
}
