package dev.sprintcapacity.consumers;

import org.jspecify.annotations.Nullable;

/**
 * Root of every exception this module throws on purpose; each subtype names one kind of failure.
 */
public class ConsumersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what, with which value, and what to do. */
  public ConsumersException(String message) {
    super(message);
  }

  /** The same with what caused it. */
  public ConsumersException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
