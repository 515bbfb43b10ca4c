package dev.sprintcapacity.chaos.simulation.strand;

/**
 * Unwinds a strand that was ended, through whatever code it was in. An error, so that no code takes
 * it for a failure it could handle.
 */
public final class StrandEndedError extends Error {
  private static final long serialVersionUID = 1L;

  StrandEndedError() {
    super("the strand was ended", null, false, false);
  }
}
