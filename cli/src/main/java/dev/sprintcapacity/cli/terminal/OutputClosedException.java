package dev.sprintcapacity.cli.terminal;

import dev.sprintcapacity.cli.CliException;

/** Nobody reads the output any more: a reason to end, not to complain. */
public final class OutputClosedException extends CliException {
  private static final long serialVersionUID = 1L;

  /** With a message and what led to it. */
  public OutputClosedException(String message, Throwable cause) {
    super(message, cause);
  }
}
