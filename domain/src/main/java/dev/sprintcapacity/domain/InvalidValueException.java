package dev.sprintcapacity.domain;

import java.util.Optional;

/**
 * A value that the domain cannot hold; the root of all exceptions of this module. The message names
 * what was wrong, the value, and what to do. Callers that expect bad input ask the {@code
 * problemIn} methods first and never see this exception.
 */
public final class InvalidValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidValueException(String message) {
    super(message);
  }

  /**
   * Throws where a rule found a problem.
   *
   * @param what the name of the checked value, the subject of the sentence
   * @param answer what a {@code problemIn} method answered, the rest of the sentence
   * @throws InvalidValueException if there is a problem
   */
  public static void throwIf(String what, Optional<String> answer) {
    if (answer.isPresent()) {
      throw new InvalidValueException(what + " " + answer.get());
    }
  }
}
