package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import java.time.LocalDate;

/**
 * One day nobody works.
 *
 * @param date the day
 * @param name what the day is called, at most 200 characters
 * @since 0.1.0
 */
public record HolidayFact(LocalDate date, String name) {
  /** Checks both fields. */
  public HolidayFact {
    Checks.date("date", date);
    Checks.text("name", name, Checks.MAX_TEXT_LENGTH);
  }
}
