package dev.sprintcapacity.domain.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an identifier must be: safe in a URL, a Kafka key, a log line and an HTML attribute without
 * escaping. Thread-safe: it holds no state.
 */
public final class IdentifierRule {

  /** Longest identifier; a prefix and a UUID fit with room to spare. */
  public static final int MAX_LENGTH = 64;

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_LENGTH + "}");

  private IdentifierRule() {}

  /**
   * What is wrong with the identifier, as the rest of a sentence that begins with its name; empty
   * where nothing is.
   */
  public static Optional<String> problemIn(String identifier) {
    return IDENTIFIER.matcher(identifier).matches()
        ? Optional.empty()
        : Optional.of(
            "must be 1 to %d letters, digits, dashes or underscores, but is %s: use an id that this service gave out"
                .formatted(MAX_LENGTH, QuotedValue.of(identifier)));
  }
}
