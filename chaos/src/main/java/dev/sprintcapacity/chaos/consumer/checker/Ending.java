package dev.sprintcapacity.chaos.consumer.checker;

/** How a call of a handler ended. Closed: a handler returns, throws, or is cut off. */
public enum Ending {
  /** The effect was applied and committed. */
  DONE,
  /** The inbox left the effect out: the group had it, or a later one of its key. */
  SKIPPED,
  /** The handler threw, and the event waits for its next attempt. */
  FAILED,
  /** Its process ended in the middle. */
  CUT;

  /** Whether the consumer takes the record for done. */
  public boolean finishes() {
    return this == DONE || this == SKIPPED;
  }
}
