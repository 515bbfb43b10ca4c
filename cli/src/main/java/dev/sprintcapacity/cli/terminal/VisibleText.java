package dev.sprintcapacity.cli.terminal;

/**
 * Text from outside, made safe for a terminal: what would steer it, hide text or turn its direction
 * is shown as a JSON escape instead.
 */
public final class VisibleText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private VisibleText() {}

  /** The text with every unsafe character escaped. */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    append(visible, text, false);
    return visible.toString();
  }

  /** Appends the text as a JSON string with its quotes, every unsafe character escaped. */
  public static void appendQuoted(StringBuilder target, String text) {
    target.append('"');
    append(target, text, true);
    target.append('"');
  }

  private static void append(StringBuilder target, String text, boolean json) {
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int width = Character.charCount(character);
      if (json && (character == '"' || character == '\\')) {
        target.append('\\').append((char) character);
      } else if (isUnsafe(character)) {
        escape(target, text, i, width);
      } else {
        target.appendCodePoint(character);
      }
      i += width;
    }
  }

  /** Joiners belong to names of people in some scripts and do no harm. */
  private static boolean isUnsafe(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }

  private static void escape(StringBuilder target, String text, int from, int width) {
    char first = text.charAt(from);
    switch (first) {
      case '\n' -> target.append("\\n");
      case '\r' -> target.append("\\r");
      case '\t' -> target.append("\\t");
      case '\b' -> target.append("\\b");
      case '\f' -> target.append("\\f");
      default -> {
        for (int i = from; i < from + width; i++) {
          target.append("\\u%04X".formatted((int) text.charAt(i)));
        }
      }
    }
  }
}
