package dev.sprintcapacity.testkit;

/**
 * What an {@link IdempotencyProbe} does to a consumer. Closed: each kind is a run of its own at
 * each record.
 *
 * @since 0.1.0
 */
public enum Disturbance {
  /** The process ends after an event was handled and before that was committed. */
  CRASH_BEFORE_COMMIT,
  /**
   * The partition of an event goes to another member, and comes back, after the event was handled
   * and before that was committed; the process lives on.
   */
  PARTITION_LOST,
  /** An event is published a second time, at the end, after the process was restarted in order. */
  PUBLISHED_TWICE
}
