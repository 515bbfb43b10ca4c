package dev.sprintcapacity.domain.people;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.text.IdentifierRule;

/**
 * Identity of a person, the same in every sprint that has this person on its team.
 *
 * @param value an identifier as {@link IdentifierRule} wants it
 */
public record MemberId(String value) {

  /**
   * @throws InvalidValueException if the value is not an identifier
   */
  public MemberId {
    InvalidValueException.throwIf("Member id", IdentifierRule.problemIn(value));
  }
}
