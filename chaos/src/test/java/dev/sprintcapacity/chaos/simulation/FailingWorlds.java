package dev.sprintcapacity.chaos.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Worlds of half an hour, ten steps and a fault each, of which some fail and some break. */
final class FailingWorlds implements Simulation {
  final List<Long> seeds = Collections.synchronizedList(new ArrayList<>());
  private final Set<Long> failing;
  private final Runnable during;
  private final long broken;

  FailingWorlds(Set<Long> failing, long broken, Runnable during) {
    this.failing = failing;
    this.broken = broken;
    this.during = during;
  }

  @Override
  public String name() {
    return "failing";
  }

  @Override
  public SimulationReport run(long seed) {
    seeds.add(seed);
    during.run();
    if (seed == broken) {
      throw new IllegalStateException("no such world");
    }
    return new SimulationReport(
        seed,
        Duration.ofMinutes(30),
        10,
        1,
        "ab12",
        failing.contains(seed) ? List.of("something is wrong in " + seed) : List.of(),
        List.of("first step", "last step"));
  }
}
