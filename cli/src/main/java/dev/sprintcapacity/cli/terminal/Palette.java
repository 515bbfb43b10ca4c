package dev.sprintcapacity.cli.terminal;

/**
 * The terminal's colours by what they mark; all empty where there is no colour.
 *
 * @param heading what a reader looks for first
 * @param label words of ours that are the same in every event
 * @param name names of members
 * @param text texts
 * @param number numbers
 * @param warning what is wrong
 * @param reset ends each of the others
 */
public record Palette(
    String heading,
    String label,
    String name,
    String text,
    String number,
    String warning,
    String reset) {

  /** No colour at all. */
  public static final Palette PLAIN = new Palette("", "", "", "", "", "", "");

  /** The eight colours that every terminal has. */
  public static final Palette ANSI =
      new Palette(
          "\u001B[1;32m",
          "\u001B[2m",
          "\u001B[36m",
          "\u001B[32m",
          "\u001B[33m",
          "\u001B[1;31m",
          "\u001B[0m");
}
