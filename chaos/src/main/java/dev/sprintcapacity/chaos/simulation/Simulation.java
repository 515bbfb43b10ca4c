package dev.sprintcapacity.chaos.simulation;

/**
 * A simulated world in virtual time. Everything that happens in it follows from its seed: the same
 * seed gives the same report, trace included. Safe for use by several threads, a run on each.
 */
public interface Simulation {
  /** What the command line calls it: lower case, one word. */
  String name();

  /**
   * Runs one world to its end.
   *
   * @param seed any number
   * @return what happened in it; never throws for what the simulated parts did wrong
   */
  SimulationReport run(long seed);
}
