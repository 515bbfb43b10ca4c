package dev.sprintcapacity.chaos.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ChaosMainTest {

  @Test
  void the_usage_tells_of_every_command_and_its_arguments() {
    assertThat(outputOf("--help"))
        .contains(
            "chaos consumers [", "chaos crash-points [", "chaos effects [", "chaos simulate [")
        .contains("--kills=", "--rebalances=", "--points=", "--first-seed=");
  }

  @Test
  void worlds_are_simulated_and_told_of_and_the_command_ends_well() {
    assertThat(outputOf("simulate", "--simulation=consumer", "--seeds=3", "--first-seed=7"))
        .contains("consumer: 3 of 3 seeds", "0 seeds with violations")
        .endsWith("chaos: passed" + System.lineSeparator());
  }

  private static String outputOf(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      ChaosMain.main(arguments);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(UTF_8);
  }
}
