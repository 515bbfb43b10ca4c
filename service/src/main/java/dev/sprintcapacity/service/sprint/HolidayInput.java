package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.calendar.HolidayId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A holiday as a client described it.
 *
 * @param id null where the client does not know it
 * @param date the day
 * @param name one line of text
 * @param description null where not sent
 */
public record HolidayInput(
    @Nullable HolidayId id, LocalDate date, String name, @Nullable String description) {}
