package dev.sprintcapacity.cli.terminal;

import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a command finds around it.
 *
 * @param env the environment
 * @param output where results go
 * @param notices where remarks go
 * @param stop how the command is asked to end
 * @param terminal whether a person reads the output
 */
public record Surroundings(
    Map<String, String> env, Output output, Notices notices, Stop stop, BooleanSupplier terminal) {
  /** Copies the environment. */
  public Surroundings {
    env = Map.copyOf(env);
  }
}
