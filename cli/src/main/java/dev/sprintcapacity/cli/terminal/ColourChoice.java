package dev.sprintcapacity.cli.terminal;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** When output is coloured. */
public enum ColourChoice {
  /** On a terminal that can, unless {@code NO_COLOR} is set. */
  AUTO,
  /** Whatever the output is. */
  ALWAYS,
  /** Not at all. */
  NEVER;

  /**
   * The palette of this choice.
   *
   * @param terminal tells whether standard output is a terminal; asked only where it matters
   */
  public Palette palette(Map<String, String> env, BooleanSupplier terminal) {
    boolean coloured =
        switch (this) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              env.getOrDefault("NO_COLOR", "").isEmpty()
                  && !env.getOrDefault("TERM", "").equals("dumb")
                  && terminal.getAsBoolean();
        };
    return coloured ? Palette.ANSI : Palette.PLAIN;
  }

  /** Whether a person sits before this process. */
  public static boolean onTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
