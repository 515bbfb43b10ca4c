package dev.sprintcapacity.domain.calendar;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.text.TextRule;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A day on which the whole team does not work. It may lie on a weekend or outside of the sprint;
 * then it changes no capacity.
 *
 * @param id its identity within the sprint
 * @param date the day, from {@link Limits#FIRST_DATE} to {@link Limits#LAST_DATE}
 * @param name one line of text, at most {@link Limits#HOLIDAY_NAME} code points
 * @param description one line of text, at most {@link Limits#HOLIDAY_DESCRIPTION} code points, or
 *     null
 */
public record Holiday(HolidayId id, LocalDate date, String name, @Nullable String description) {

  /**
   * @throws InvalidValueException if the date is out of bounds or a text breaks {@link TextRule}
   */
  public Holiday {
    Objects.requireNonNull(id, "id");
    InvalidValueException.throwIf("Holiday date", DateRange.problemIn(date));
    InvalidValueException.throwIf("Holiday name", TextRule.problemIn(name, Limits.HOLIDAY_NAME));
    if (description != null) {
      InvalidValueException.throwIf(
          "Holiday description", TextRule.problemIn(description, Limits.HOLIDAY_DESCRIPTION));
    }
  }
}
