package dev.sprintcapacity.chaos.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What happened in one simulated world.
 *
 * @param seed which world
 * @param simulated how long it lasted in its own time
 * @param steps number of effects that were interleaved
 * @param faults number of faults that struck
 * @param traceDigest SHA-256 of the trace in hexadecimal digits: equal for equal worlds
 * @param violations what must not happen and did, in words; empty where all is well
 * @param lastSteps the end of the trace, for people
 */
public record SimulationReport(
    long seed,
    Duration simulated,
    long steps,
    long faults,
    String traceDigest,
    List<String> violations,
    List<String> lastSteps) {
  /** Copies the lists. */
  public SimulationReport {
    violations = List.copyOf(violations);
    lastSteps = List.copyOf(lastSteps);
  }
}
