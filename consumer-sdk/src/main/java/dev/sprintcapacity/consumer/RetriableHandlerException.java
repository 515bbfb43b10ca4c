package dev.sprintcapacity.consumer;

/**
 * Thrown by a handler: trying again later may help. The event is retried as the {@link RetryPolicy}
 * says; later events of its key wait, all others go on.
 *
 * @since 0.1.0
 */
public class RetriableHandlerException extends ConsumerException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure that may pass.
   *
   * @param message what failed
   * @param cause what led to it
   */
  public RetriableHandlerException(String message, Throwable cause) {
    super(message, cause);
  }
}
