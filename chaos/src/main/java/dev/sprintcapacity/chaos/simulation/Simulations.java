package dev.sprintcapacity.chaos.simulation;

import dev.sprintcapacity.chaos.simulation.consumer.ConsumerSimulation;
import dev.sprintcapacity.chaos.simulation.relay.RelaySimulation;
import java.util.List;

/** The one list of simulations there are. No state; thread-safe. */
public final class Simulations {
  private Simulations() {}

  /** All of them, each with a name of its own, in the order in which they are run. */
  public static List<Simulation> all() {
    return List.of(new RelaySimulation(), new ConsumerSimulation());
  }
}
