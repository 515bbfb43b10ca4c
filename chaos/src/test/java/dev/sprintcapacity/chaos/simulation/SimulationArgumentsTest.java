package dev.sprintcapacity.chaos.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationArgumentsTest {
  private final Simulation failing = new FailingWorlds(Set.of(), -1, () -> {});
  private final List<Simulation> known = List.of(failing);

  @Test
  void without_arguments_ten_thousand_worlds_of_each_simulation_are_run() {
    SimulationArguments none = parse();

    assertThat(none.simulations()).isEqualTo(known);
    assertThat(none.replayed()).isNull();
    assertThat(none.plan()).isEqualTo(new SimulationRun.Plan(1, 10_000, 1, Duration.ofMinutes(30)));
  }

  @Test
  void every_argument_arrives() {
    SimulationArguments all =
        parse(
            "--simulation=failing",
            "--seeds=500",
            "--first-seed=-7",
            "--minutes=90",
            "--threads=2");

    assertThat(all.simulations()).containsExactly(failing);
    assertThat(all.plan()).isEqualTo(new SimulationRun.Plan(-7, 500, 2, Duration.ofMinutes(90)));
    assertThat(parse("--seed=42").replayed()).isEqualTo(42);
    assertThat(parse("--simulation=all").simulations()).isEqualTo(known);
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_with_what_to_give_instead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            parse(
                "--simulation=weather", "--seeds=0", "--minutes=soon", "--threads=65", "--seed=x"))
        .withMessage(
            """
            --simulation must be all or of failing, but is 'weather'
            --seeds must be a whole number from 1 to 2147483647, but is '0'
            --minutes must be a whole number from 1 to 2147483647, but is 'soon'
            --threads must be a whole number from 1 to 64, but is '65'
            --seed must be a whole number, but is 'x'
            --seed replays one world: leave --minutes out, or --seed
            --seed replays one world: leave --seeds out, or --seed
            --seed replays one world: leave --threads out, or --seed\
            """);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--seedz=1"))
        .withMessage("what is --seedz=1?");
  }

  @Test
  void each_simulation_has_a_name_of_its_own_that_the_usage_tells() {
    List<String> names = Simulations.all().stream().map(Simulation::name).toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .contains("consumer")
        .allSatisfy(name -> assertThat(name).matches("[a-z]+").isNotEqualTo("all"))
        .allSatisfy(name -> assertThat(SimulationArguments.USAGE).contains(name));
  }

  private SimulationArguments parse(String... arguments) {
    return SimulationArguments.parse(List.of(arguments), known);
  }
}
