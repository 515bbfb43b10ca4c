package dev.sprintcapacity.events.internal;

import dev.sprintcapacity.events.EventFormatException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What every value in an event must satisfy. A message names the field and, where the value is not
 * personal, the value; texts people typed are described by their length only.
 */
public final class Checks {
  /** Longest id: a prefix and a UUID need 43 characters. */
  public static final int MAX_ID_LENGTH = 64;

  /** Longest text of a name or label, in code points: the limit the service sets for names. */
  public static final int MAX_TEXT_LENGTH = 200;

  /** As much of a wrong value as a message shows: enough to recognise it. */
  public static final int MAX_SHOWN = 80;

  /** Earliest date an event carries. */
  public static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 1);

  /** Latest date an event carries: keeps the year at four digits. */
  public static final LocalDate LAST_DATE = LocalDate.of(2999, 12, 31);

  private Checks() {}

  /**
   * Accepts 1 to {@value #MAX_ID_LENGTH} ASCII letters, digits, dashes and underscores.
   *
   * @param field the wire name of the field
   * @param value the id
   * @return the id
   */
  public static String id(String field, String value) {
    Objects.requireNonNull(value, field);
    boolean valid = !value.isEmpty() && value.length() <= MAX_ID_LENGTH;
    for (int i = 0; valid && i < value.length(); i++) {
      valid = isIdCharacter(value.charAt(i));
    }
    if (!valid) {
      throw new EventFormatException(
          "%s must be 1 to %d letters, digits, dashes or underscores, but is %s"
              .formatted(field, MAX_ID_LENGTH, shortened(value)));
    }
    return value;
  }

  /**
   * Accepts a text with something visible in it that UTF-8 can carry.
   *
   * @param field the wire name of the field
   * @param value the text
   * @param maxCodePoints the longest text allowed
   * @return the text
   */
  public static String text(String field, String value, int maxCodePoints) {
    Objects.requireNonNull(value, field);
    if (value.isBlank()) {
      throw new EventFormatException(field + " must not be blank");
    }
    int codePoints = 0;
    for (int i = 0; i < value.length(); codePoints++) {
      int codePoint = value.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new EventFormatException(
            "%s holds half a surrogate pair at index %d: it cannot be written as UTF-8"
                .formatted(field, i));
      }
      i += Character.charCount(codePoint);
    }
    if (codePoints > maxCodePoints) {
      throw new EventFormatException(
          "%s must have at most %d characters, but has %d"
              .formatted(field, maxCodePoints, codePoints));
    }
    return value;
  }

  /**
   * Accepts a number within both bounds, inclusive.
   *
   * @param field the wire name of the field
   * @param value the number
   * @param min the least value allowed
   * @param max the greatest value allowed
   * @return the number
   */
  public static int between(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new EventFormatException(
          "%s must be %d to %d, but is %d".formatted(field, min, max, value));
    }
    return value;
  }

  /**
   * Accepts a date from {@link #FIRST_DATE} to {@link #LAST_DATE}.
   *
   * @param field the wire name of the field
   * @param value the date
   * @return the date
   */
  public static LocalDate date(String field, LocalDate value) {
    Objects.requireNonNull(value, field);
    if (value.isBefore(FIRST_DATE) || value.isAfter(LAST_DATE)) {
      throw new EventFormatException(
          "%s must be %s to %s, but is %s".formatted(field, FIRST_DATE, LAST_DATE, value));
    }
    return value;
  }

  /**
   * Copies a list whose size is within both bounds, inclusive.
   *
   * @param field the wire name of the field
   * @param values the list
   * @param min the least size allowed
   * @param max the greatest size allowed
   * @param <T> the type of the items
   * @return an unmodifiable copy
   */
  public static <T> List<T> items(String field, List<T> values, int min, int max) {
    List<T> copy = List.copyOf(values);
    between("the number of " + field, copy.size(), min, max);
    return copy;
  }

  /**
   * Makes a value fit for a message: short, and on one line.
   *
   * @param value any text that is not personal
   * @return the value in quotes, at most {@value #MAX_SHOWN} code points of it, with a question
   *     mark for each that a log or a terminal could stumble over
   */
  public static String shortened(String value) {
    String shown =
        value
            .codePoints()
            .limit(MAX_SHOWN)
            .map(codePoint -> isPlain(codePoint) ? codePoint : '?')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String rest = value.length() > shown.length() ? "…" : "";
    return '"' + shown + rest + '"';
  }

  private static boolean isPlain(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || (codePoint >= ' ' && codePoint <= '~');
  }

  private static boolean isIdCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || c == '-'
        || c == '_';
  }
}
