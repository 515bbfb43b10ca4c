package dev.sprintcapacity.domain.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.text.IdentifierRule;
import dev.sprintcapacity.domain.text.QuotedValue;
import java.util.Optional;
import java.util.UUID;

/**
 * Identity of a sprint, and the key of all its events.
 *
 * @param value {@code sprint-} and a UUID of version 7 where this product made it; any identifier
 *     with that prefix is read
 */
public record SprintId(String value) {

  private static final String PREFIX = "sprint-";

  /**
   * @throws InvalidValueException if the value is not an identifier that begins with {@code
   *     sprint-}
   */
  public SprintId {
    InvalidValueException.throwIf("Sprint id", problemIn(value));
  }

  /** The id of a newly made UUID. */
  public static SprintId of(UUID uuid) {
    return new SprintId(PREFIX + uuid);
  }

  /** The id that this text spells; empty where it can be no sprint's. */
  public static Optional<SprintId> parse(String text) {
    return problemIn(text).isPresent() ? Optional.empty() : Optional.of(new SprintId(text));
  }

  private static Optional<String> problemIn(String value) {
    return IdentifierRule.problemIn(value)
        .or(() ->
            value.startsWith(PREFIX) && value.length() > PREFIX.length()
                ? Optional.empty()
                : Optional.of(
                    "must begin with %s and go on, but is %s: use an id that this service gave out"
                        .formatted(PREFIX, QuotedValue.of(value))));
  }
}
