package dev.sprintcapacity.cli;

/**
 * A command cannot go on. Root of what this module throws; the message is for the person at the
 * terminal: what happened, with which value, what to do.
 */
public class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message. */
  public CliException(String message) {
    super(message);
  }

  /** With a message and what led to it. */
  public CliException(String message, Throwable cause) {
    super(message, cause);
  }
}
