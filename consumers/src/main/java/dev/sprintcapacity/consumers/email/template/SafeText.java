package dev.sprintcapacity.consumers.email.template;

/**
 * Texts that people typed, made fit for one line of a header, a calendar or a mail. Holds no state;
 * thread-safe.
 */
public final class SafeText {

  private SafeText() {}

  /**
   * One line without anything invisible: control characters, separators of lines and paragraphs,
   * and marks that change the direction of text become one space each, with those around them.
   *
   * @return the text, or a dash where nothing visible is left
   */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> isHarmless(codePoint) ? codePoint : ' ')
        .forEach(codePoint -> {
          if (codePoint != ' ' || !endsInSpace(line)) {
            line.appendCodePoint(codePoint);
          }
        });
    String stripped = line.toString().strip();
    return stripped.isEmpty() ? "-" : stripped;
  }

  private static boolean endsInSpace(StringBuilder line) {
    return line.isEmpty() || line.charAt(line.length() - 1) == ' ';
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      // joins emoji and letters of some scripts; nothing else of its category is wanted
      case Character.FORMAT -> codePoint == 0x200D || codePoint == 0x200C;
      default -> true;
    };
  }
}
