package dev.sprintcapacity.consumer;

/**
 * Thrown by a handler: no attempt will ever help. The event skips its remaining attempts and goes
 * where {@link AfterLastAttempt} says.
 *
 * @since 0.1.0
 */
public class PermanentHandlerException extends ConsumerException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure that stays.
   *
   * @param message what failed
   */
  public PermanentHandlerException(String message) {
    super(message);
  }

  /**
   * A failure that stays, with its cause.
   *
   * @param message what failed
   * @param cause what led to it
   */
  public PermanentHandlerException(String message, Throwable cause) {
    super(message, cause);
  }
}
