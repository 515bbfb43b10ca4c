package dev.sprintcapacity.chaos.simulation.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.simulation.Simulation;
import dev.sprintcapacity.chaos.simulation.SimulationReport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsumerSimulationTest {
  private static final long SEEDS = 300;

  /** Each planted fault is found within so many seeds. */
  private static final long SEEDS_TO_FIND = 300;

  @Test
  void whatever_befalls_members_brokers_and_database_the_consumer_keeps_its_promises() {
    Simulation simulation = new ConsumerSimulation();
    long faults = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      SimulationReport report = simulation.run(seed);
      assertThat(report.violations()).as("violations of seed %d", seed).isEmpty();
      faults += report.faults();
    }

    assertThat(faults).as("faults that struck").isGreaterThan(10 * SEEDS);
  }

  @Test
  void the_same_seed_gives_the_same_world_and_another_seed_another() {
    for (long seed = 1; seed <= 20; seed++) {
      SimulationReport first = new ConsumerSimulation().run(seed);
      SimulationReport again = new ConsumerSimulation().run(seed);

      assertThat(again).isEqualTo(first);
      assertThat(again.traceDigest())
          .isNotEqualTo(new ConsumerSimulation().run(-seed).traceDigest());
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_planted_fault_is_found(PlantedFault fault) {
    Simulation simulation = new ConsumerSimulation(fault);

    assertThat(
            LongStream.rangeClosed(1, SEEDS_TO_FIND)
                .filter(seed -> !simulation.run(seed).violations().isEmpty())
                .findFirst())
        .as("the first seed that shows %s", fault)
        .isPresent();
  }
}
