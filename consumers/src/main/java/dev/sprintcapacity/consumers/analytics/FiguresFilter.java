package dev.sprintcapacity.consumers.analytics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which sprints are asked for.
 *
 * @param from sprints that start on this day or later; all where null
 * @param to sprints that end on this day or before; all where null
 * @param includeDeleted also those that were deleted
 */
public record FiguresFilter(
    @Nullable LocalDate from, @Nullable LocalDate to, boolean includeDeleted) {

  /** All that were not deleted. */
  public static final FiguresFilter ALL = new FiguresFilter(null, null, false);
}
