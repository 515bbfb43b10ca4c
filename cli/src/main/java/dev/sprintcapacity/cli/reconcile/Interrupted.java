package dev.sprintcapacity.cli.reconcile;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.cli.terminal.Stop;

/** An end before the end: there is no verdict then, and nobody may take it for a good one. */
final class Interrupted {
  private static final String MESSAGE = "ended before everything was compared: no verdict";

  private Interrupted() {}

  /**
   * Goes on, unless somebody asked to end.
   *
   * @throws CliException where somebody did
   */
  static void check(Stop stop) {
    if (stop.requested()) {
      throw new CliException(MESSAGE);
    }
  }

  /** The failure for a call that was cut off. */
  static CliException failure(Exception cause) {
    return new CliException(MESSAGE, cause);
  }
}
