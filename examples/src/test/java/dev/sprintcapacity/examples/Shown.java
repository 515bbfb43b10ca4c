package dev.sprintcapacity.examples;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Output as a document shows it: {@code …} in a line stands for anything, a line of {@code …} alone
 * for any number of lines.
 */
final class Shown {

  private static final String ANYTHING = "…";

  private final String text;
  private final Pattern pattern;

  Shown(String text) {
    this.text = text.stripTrailing();
    this.pattern =
        Pattern.compile(
            this.text
                .lines()
                .map(line -> line.strip().equals(ANYTHING) ? "(?:.*\n)*?" : oneLine(line) + "\n")
                .collect(joining()));
  }

  /** Whether this was printed and nothing else. */
  boolean matches(String printed) {
    String whole = printed.stripTrailing();
    return pattern.matcher(whole.isEmpty() ? "" : whole + "\n").matches();
  }

  private static String oneLine(String line) {
    return Arrays.stream(line.split(ANYTHING, -1)).map(Pattern::quote).collect(joining(".*"));
  }

  @Override
  public String toString() {
    return text;
  }
}
