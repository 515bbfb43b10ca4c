package dev.sprintcapacity.consumer.deadletter;

/**
 * Why a selected dead letter was not sent back.
 *
 * @since 0.1.0
 */
public enum Refusal {
  /** It was sent back before. If it failed again, there is a newer dead letter. */
  ALREADY_REDRIVEN,
  /** It was sent back as often as is allowed, and failed each time. */
  LOOP_GUARD,
  /**
   * An earlier one of its parked key waits, because it is not selected or was refused. Redrive the
   * whole key, or force it.
   */
  WOULD_REORDER,
  /**
   * The record does not say where in the topic it comes from: no consumer of the group wrote it.
   */
  FOREIGN
}
