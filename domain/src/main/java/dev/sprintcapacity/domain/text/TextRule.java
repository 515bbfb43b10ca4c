package dev.sprintcapacity.domain.text;

import java.util.Optional;

/**
 * What a line of text that a person wrote must be: not blank, valid Unicode, without control
 * characters or line breaks, and of bounded length. Thread-safe: it holds no state.
 */
public final class TextRule {

  private TextRule() {}

  /**
   * What is wrong with the text, as the rest of a sentence that begins with the name of the field;
   * empty where nothing is.
   *
   * @param text any text, however long
   * @param maxCodePoints the longest that is allowed, in code points
   */
  public static Optional<String> problemIn(String text, int maxCodePoints) {
    int codePoints = text.codePointCount(0, text.length());
    if (codePoints > maxCodePoints) {
      return Optional.of(
          "must have at most %d characters, but has %d: shorten %s"
              .formatted(maxCodePoints, codePoints, QuotedValue.of(text)));
    }
    return problemInCharacters(text);
  }

  private static Optional<String> problemInCharacters(String text) {
    boolean blank = true;
    int position = 1;
    for (int index = 0; index < text.length(); position++) {
      int codePoint = text.codePointAt(index);
      if (CharacterRule.isControl(codePoint)) {
        return Optional.of(
            "must not contain control characters or line breaks, but has %s at position %d of %s: remove it"
                .formatted(CharacterRule.name(codePoint), position, QuotedValue.of(text)));
      }
      if (CharacterRule.isUnpairedSurrogate(codePoint)) {
        return Optional.of(
            "must be valid Unicode, but has the unpaired surrogate %s at position %d of %s: remove it"
                .formatted(CharacterRule.name(codePoint), position, QuotedValue.of(text)));
      }
      blank &= CharacterRule.isSpace(codePoint) || CharacterRule.isInvisible(codePoint);
      index += Character.charCount(codePoint);
    }
    return blank
        ? Optional.of(
            "must not be blank, but is %s: write at least one visible character"
                .formatted(QuotedValue.of(text)))
        : Optional.empty();
  }
}
