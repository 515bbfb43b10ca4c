package dev.sprintcapacity.chaos.simulation.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.simulation.SimulationReport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelaySimulationTest {

  private static final int SEEDS = 400;

  /** A mistake that a test of this length does not find would be found by nobody. */
  private static final int SEEDS_TO_FIND_A_MISTAKE = 300;

  private final RelaySimulation simulation = new RelaySimulation();

  @Test
  void in_some_hundred_worlds_nothing_is_lost_repeated_reordered_or_late() {
    assertThat(LongStream.range(0, SEEDS).mapToObj(simulation::run))
        .allSatisfy(
            report -> assertThat(report.violations()).as("seed %d", report.seed()).isEmpty())
        .anySatisfy(report -> assertThat(report.faults()).isGreaterThan(10));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, Long.MIN_VALUE})
  void the_same_seed_gives_the_same_world(long seed) {
    SimulationReport once = simulation.run(seed);

    assertThat(new RelaySimulation().run(seed)).isEqualTo(once);
    assertThat(simulation.run(seed + 1).traceDigest()).isNotEqualTo(once.traceDigest());
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void a_planted_mistake_is_found(PlantedMistake mistake) {
    RelaySimulation mistaken = new RelaySimulation(mistake);

    assertThat(LongStream.range(0, SEEDS_TO_FIND_A_MISTAKE).mapToObj(mistaken::run))
        .anySatisfy(report -> assertThat(report.violations()).isNotEmpty());
  }

  @Test
  void without_a_mistake_the_same_worlds_show_nothing() {
    RelaySimulation control = new RelaySimulation(PlantedMistake.NONE);

    assertThat(LongStream.range(0, SEEDS_TO_FIND_A_MISTAKE).mapToObj(control::run))
        .allSatisfy(report -> assertThat(report.violations()).isEmpty());
  }
}
