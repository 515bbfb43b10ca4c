package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.VacationId;
import org.jspecify.annotations.Nullable;

/**
 * A leave as a client described it.
 *
 * @param id null where the client does not know it
 * @param dates first and last day
 * @param reason null where not sent
 */
public record VacationInput(@Nullable VacationId id, DateRange dates, @Nullable String reason) {}
