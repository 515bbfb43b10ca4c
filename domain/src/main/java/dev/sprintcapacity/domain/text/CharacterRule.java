package dev.sprintcapacity.domain.text;

import java.util.Locale;

/** The kinds of characters that the text rules tell apart. */
final class CharacterRule {

  private CharacterRule() {}

  /** Control characters (NUL, line feed, escape, ...) and the two separators that break lines. */
  static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** Half of a character: it cannot be encoded as UTF-8. */
  static boolean isUnpairedSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  /** Characters that change how text looks and have no look themselves, such as U+200B. */
  static boolean isInvisible(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT;
  }

  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  /** The name in the notation of Unicode, such as {@code U+0000}. */
  static String name(int codePoint) {
    return String.format(Locale.ROOT, "U+%04X", codePoint);
  }
}
