package dev.sprintcapacity.domain.text;

/**
 * A value as messages show it: quoted, shortened, and with everything escaped that could break a
 * log line or a terminal. Thread-safe: it holds no state.
 */
public final class QuotedValue {

  /** Code points shown before the rest is cut; enough to recognise a value, short in a log line. */
  public static final int SHOWN_CODE_POINTS = 60;

  private QuotedValue() {}

  /** The text in double quotes, at most {@value #SHOWN_CODE_POINTS} code points of it. */
  public static String of(String text) {
    var shown = new StringBuilder().append('"');
    int index = 0;
    for (int count = 0; index < text.length() && count < SHOWN_CODE_POINTS; count++) {
      int codePoint = text.codePointAt(index);
      append(shown, codePoint);
      index += Character.charCount(codePoint);
    }
    if (index < text.length()) {
      shown.append('…');
    }
    return shown.append('"').toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (codePoint == '"' || codePoint == '\\') {
      shown.append('\\').append((char) codePoint);
    } else if (CharacterRule.isControl(codePoint)
        || CharacterRule.isUnpairedSurrogate(codePoint)
        || CharacterRule.isInvisible(codePoint)) {
      shown.append(CharacterRule.name(codePoint));
    } else {
      shown.appendCodePoint(codePoint);
    }
  }
}
