package dev.sprintcapacity.domain.calendar;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.text.IdentifierRule;

/**
 * Identity of a leave; an update keeps it where the leave did not change.
 *
 * @param value an identifier as {@link IdentifierRule} wants it
 */
public record VacationId(String value) {

  /**
   * @throws InvalidValueException if the value is not an identifier
   */
  public VacationId {
    InvalidValueException.throwIf("Vacation id", IdentifierRule.problemIn(value));
  }
}
