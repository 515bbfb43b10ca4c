package dev.sprintcapacity.postgres.sprint;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintNumber;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import java.time.Instant;

/**
 * What of a sprint is in columns, as read from one row.
 *
 * @param id column id
 * @param number column number
 * @param dates columns start_date and end_date
 * @param status column status
 * @param createdAt column created_at
 * @param updatedAt column updated_at
 */
record SprintColumns(
    SprintId id,
    SprintNumber number,
    DateRange dates,
    SprintStatus status,
    Instant createdAt,
    Instant updatedAt) {}
