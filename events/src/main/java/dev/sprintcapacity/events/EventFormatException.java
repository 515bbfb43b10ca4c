package dev.sprintcapacity.events;

/**
 * A value cannot be part of an event, or a setting cannot be understood. Root of what this module
 * throws; the message says what is wrong, with which value, and what is expected.
 *
 * @since 0.1.0
 */
public class EventFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With a message.
   *
   * @param message what is wrong, with which value, and what is expected
   */
  public EventFormatException(String message) {
    super(message);
  }

  /**
   * With a message and what led to it.
   *
   * @param message what is wrong, with which value, and what is expected
   * @param cause what led to it
   */
  public EventFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
