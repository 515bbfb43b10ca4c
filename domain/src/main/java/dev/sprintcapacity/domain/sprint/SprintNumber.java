package dev.sprintcapacity.domain.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.text.QuotedValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number people give to a sprint; no two sprints have the same.
 *
 * @param value year and number such as {@code 25-01}, or {@code 25-} and up to 36 letters, digits
 *     or dashes
 */
public record SprintNumber(String value) {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{2}-[0-9]{2}|25-[A-Za-z0-9-]{1,36}");

  /**
   * @throws InvalidValueException if the value has another form
   */
  public SprintNumber {
    InvalidValueException.throwIf("Sprint number", problemIn(value));
  }

  /**
   * What is wrong with the number, as the rest of a sentence that begins with the name of the
   * field; empty where nothing is.
   */
  public static Optional<String> problemIn(String value) {
    return NUMBER.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(
            "must be YY-NN, or 25- and up to 36 letters, digits or dashes, but is %s: write it like 25-01"
                .formatted(QuotedValue.of(value)));
  }
}
