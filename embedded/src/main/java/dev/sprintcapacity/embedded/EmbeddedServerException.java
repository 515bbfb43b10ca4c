package dev.sprintcapacity.embedded;

import org.jspecify.annotations.Nullable;

/**
 * An embedded server could not be started, reached or stopped. The message names what failed, with
 * which value, and what to do about it.
 */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what failed, with which value, and what to do
   */
  public EmbeddedServerException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what failed, with which value, and what to do
   * @param cause the failure underneath, or null where there is none
   */
  public EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
