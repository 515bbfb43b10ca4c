package dev.sprintcapacity.chaos.simulation;

import dev.sprintcapacity.chaos.ChaosException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs worlds of simulations, and tells what became of them. For one thread. */
public final class SimulationRun {
  private final LongSupplier nanoTime;
  private final Consumer<String> lines;

  /**
   * Which worlds.
   *
   * @param first seed
   * @param count how many seeds, from the first one on; 1 or more
   * @param threads worlds at once, 1 or more
   * @param bound after this no world begins
   */
  public record Plan(long first, long count, int threads, Duration bound) {}

  /**
   * Runs nothing yet.
   *
   * @param nanoTime a clock for bounds and progress
   * @param lines takes lines for people
   */
  public SimulationRun(LongSupplier nanoTime, Consumer<String> lines) {
    this.nanoTime = nanoTime;
    this.lines = lines;
  }

  /**
   * Runs many worlds: until all were, the time is over, or {@value SimulationTally#MOST_FAILED}
   * failed.
   *
   * @return whether there were worlds and nothing happened that must not
   */
  public boolean many(Simulation simulation, Plan plan) {
    SimulationTally tally = new SimulationTally(simulation.name(), plan, nanoTime, lines);
    List<Thread> threads = new ArrayList<>();
    for (int number = 1; number <= plan.threads(); number++) {
      threads.add(
          Thread.ofPlatform()
              .name("simulation-" + number)
              .start(() -> {
                for (Long seed = tally.next(); seed != null; seed = tally.next()) {
                  tally.add(world(simulation, seed));
                }
              }));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        tally.stop();
        Thread.currentThread().interrupt();
        throw new ChaosException("interrupted while worlds were simulated", e);
      }
    }
    return tally.summary();
  }

  /** A simulation that throws is broken, which its user should know as well. */
  private static SimulationReport world(Simulation simulation, long seed) {
    try {
      return simulation.run(seed);
    } catch (RuntimeException broken) {
      return new SimulationReport(
          seed, Duration.ZERO, 0, 0, "", List.of("the simulation broke: " + broken), List.of());
    }
  }

  /**
   * Runs one world and tells the end of its trace.
   *
   * @return whether nothing happened that must not
   */
  public boolean one(Simulation simulation, long seed) {
    SimulationReport report = world(simulation, seed);
    report.lastSteps().forEach(lines);
    lines.accept(
        "%s: the world of seed %d lasted %s, with %d steps and %d faults; digest of its trace %s"
            .formatted(
                simulation.name(),
                seed,
                report.simulated(),
                report.steps(),
                report.faults(),
                report.traceDigest()));
    report.violations().forEach(violation -> lines.accept("VIOLATION " + violation));
    return report.violations().isEmpty();
  }
}
