package dev.sprintcapacity.chaos.simulation.consumer;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.simulation.Simulation;
import dev.sprintcapacity.chaos.simulation.SimulationReport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Members of a group that run the consumer SDK's own engine, its inbox included, in a world of
 * crashes, freezes, rebalances, commits that fail, topics that cannot be written and handlers that
 * fail in every way there is.
 */
public final class ConsumerSimulation implements Simulation {
  private final Planted planted;

  /** Nothing is wrong on purpose. */
  public ConsumerSimulation() {
    this(Planted.NOTHING);
  }

  ConsumerSimulation(Planted planted) {
    this.planted = planted;
  }

  @Override
  public String name() {
    return "consumer";
  }

  @Override
  public SimulationReport run(long seed) {
    AtomicReference<@Nullable SimulationReport> report = new AtomicReference<>();
    // turns pass from thread to thread some times faster where all of them are virtual
    Thread host = Thread.ofVirtual().start(() -> report.set(live(seed)));
    try {
      host.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted in the world of seed " + seed, e);
    }
    SimulationReport made = report.get();
    if (made == null) {
      throw new ChaosException(
          "the world of seed " + seed + " broke: see the output of its thread");
    }
    return made;
  }

  private SimulationReport live(long seed) {
    World world = new World(seed, planted);
    Publisher publisher = new Publisher(world);
    Disturbances disturbances = new Disturbances(world);
    world.strands.spawn("publisher", publisher::run);
    world.strands.spawn("disturbances", disturbances::run);
    world.strands.spawn("ending", new Ending(world, publisher, disturbances)::run);
    for (int i = 0; i < world.plan.members(); i++) {
      world.members.start();
    }
    world.strands.run();
    return new SimulationReport(
        seed,
        Duration.ofNanos(world.now()),
        world.trace.lines(),
        world.faults,
        world.trace.digest(),
        world.judge.violations(),
        world.trace.last());
  }
}
