package dev.sprintcapacity.consumers.analytics;

import java.time.LocalDate;

/**
 * A place in the list of sprints, which is ordered by start and id.
 *
 * @param startDate of the last sprint that was seen
 * @param sprintId of that sprint
 */
public record FiguresCursor(LocalDate startDate, String sprintId) {

  /** Before every sprint. */
  public static final FiguresCursor BEGINNING = new FiguresCursor(LocalDate.MIN, "");
}
