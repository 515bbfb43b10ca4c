package dev.sprintcapacity.consumer;

/**
 * Root of everything the consumer throws by itself: a setting that is wrong, a start that failed,
 * an operation in the wrong state. The message names what, with which value, and what to do.
 *
 * @since 0.1.0
 */
public class ConsumerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure without a cause.
   *
   * @param message what, with which value, what to do
   */
  public ConsumerException(String message) {
    super(message);
  }

  /**
   * A failure with a cause.
   *
   * @param message what, with which value, what to do
   * @param cause what led to it
   */
  public ConsumerException(String message, Throwable cause) {
    super(message, cause);
  }
}
