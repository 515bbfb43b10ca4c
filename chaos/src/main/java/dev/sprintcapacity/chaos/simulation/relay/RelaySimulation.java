package dev.sprintcapacity.chaos.simulation.relay;

import dev.sprintcapacity.chaos.simulation.Simulation;
import dev.sprintcapacity.chaos.simulation.SimulationReport;

/**
 * Several relays on one event log: the real loop, with its real decisions, over a simulated
 * PostgreSQL and a simulated Kafka. Whatever is killed, frozen, cut off or started again, what is
 * committed is published once and in order, and all of it soon after the faults end; a database
 * that has lost what was published is refused.
 */
public final class RelaySimulation implements Simulation {
  private final RelayDesign design;

  /** The relay as it is. */
  public RelaySimulation() {
    this(RelayDesign.REAL);
  }

  RelaySimulation(RelayDesign design) {
    this.design = design;
  }

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public SimulationReport run(long seed) {
    return new World(seed, design).run();
  }
}
