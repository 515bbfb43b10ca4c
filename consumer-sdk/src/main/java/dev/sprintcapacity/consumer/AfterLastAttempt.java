package dev.sprintcapacity.consumer;

/**
 * What happens to an event whose last attempt failed.
 *
 * @since 0.1.0
 */
public enum AfterLastAttempt {
  /**
   * The event becomes a dead letter and its key is parked: later events of the key become dead
   * letters too, in order and unhandled, until the key is redriven. No event of the key is handled
   * past the failed one.
   */
  PARK_KEY,
  /** The event becomes a dead letter; later events of its key are handled. */
  DEAD_LETTER,
  /** The consumer stops; nothing at or after the event is committed. */
  STOP
}
