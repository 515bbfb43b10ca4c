package dev.sprintcapacity.service.relay.ports;

/**
 * The broker refused this producer for a newer one with the same transactional id, or because its
 * transaction lasted too long: another instance publishes now.
 */
public final class FencedException extends RelayException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param message what was refused
   * @param cause as the broker said it
   */
  public FencedException(String message, Throwable cause) {
    super(message, cause);
  }
}
