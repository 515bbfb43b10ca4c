package dev.sprintcapacity.cli.terminal;

import java.io.PrintWriter;

/** What the command says about itself: one line each on standard error, never in the output. */
public final class Notices {
  private static final String PREFIX = "sprintcap: ";

  private final PrintWriter target;

  /** Writes to the target, which flushes at each line. */
  public Notices(PrintWriter target) {
    this.target = target;
  }

  /** Says one line; parts that come from outside cannot steer the terminal. */
  public void say(String line) {
    target.println(PREFIX + VisibleText.of(line));
    target.flush();
  }
}
