package dev.sprintcapacity.domain.calendar;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.text.IdentifierRule;

/**
 * Identity of a holiday within a sprint; an update keeps it where the holiday did not change.
 *
 * @param value an identifier as {@link IdentifierRule} wants it
 */
public record HolidayId(String value) {

  /**
   * @throws InvalidValueException if the value is not an identifier
   */
  public HolidayId {
    InvalidValueException.throwIf("Holiday id", IdentifierRule.problemIn(value));
  }
}
