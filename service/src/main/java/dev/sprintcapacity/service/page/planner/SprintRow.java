package dev.sprintcapacity.service.page.planner;

import dev.sprintcapacity.domain.capacity.CapacityCalculator;
import dev.sprintcapacity.domain.capacity.SprintCapacity;
import dev.sprintcapacity.domain.sprint.Sprint;
import java.time.LocalDate;

/**
 * A sprint as the list shows it.
 *
 * @param id of the sprint
 * @param name of the sprint
 * @param status by its label
 * @param first day
 * @param last day
 * @param dates in words
 * @param workingDays of the sprint
 * @param teamSize members
 * @param adjustedDays adjusted capacity of the team in days, with two decimals
 */
public record SprintRow(
    String id,
    String name,
    String status,
    LocalDate first,
    LocalDate last,
    String dates,
    int workingDays,
    int teamSize,
    String adjustedDays) {

  /** The row of a sprint. */
  static SprintRow of(Sprint sprint) {
    SprintCapacity capacity = CapacityCalculator.capacityOf(sprint.plan());
    LocalDate first = sprint.plan().dates().first();
    LocalDate last = sprint.plan().dates().last();
    return new SprintRow(
        sprint.id().value(),
        sprint.plan().name(),
        sprint.status().label(),
        first,
        last,
        DateWords.range(first, last),
        capacity.totalWorkingDays(),
        capacity.teamSize(),
        capacity.adjustedTotalCapacity().toPlainString());
  }

  /** Where the planner of the sprint is. */
  public String path() {
    return "/sprints/" + id;
  }

  /** Everything of the row in one sentence, for those who hear it. */
  public String words() {
    return "%s, %s, %s, %d in the team, %s days"
        .formatted(name, status, dates, teamSize, adjustedDays);
  }
}
