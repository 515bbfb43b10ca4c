package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import java.util.List;

/**
 * A sprint as a client described it, valid in itself; who the members are is not yet decided.
 *
 * @param number its number
 * @param dates first and last day
 * @param confidence of the sprint
 * @param team as sent, in order
 * @param holidays as sent, in order
 */
public record SprintInput(
    SprintNumber number,
    DateRange dates,
    Percentage confidence,
    List<MemberInput> team,
    List<HolidayInput> holidays) {

  public SprintInput {
    team = List.copyOf(team);
    holidays = List.copyOf(holidays);
  }
}
