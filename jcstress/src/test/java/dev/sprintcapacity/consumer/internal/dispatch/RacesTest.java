package dev.sprintcapacity.consumer.internal.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Has jcstress try the races of this package, each in JVMs of its own. The mode is the system
 * property {@code jcstress.mode}: {@code smoke} takes some seconds for each; every other one is a
 * mode of jcstress itself.
 */
class RacesTest {
  private static final Duration LIMIT = Duration.ofHours(12);
  private static final int RACES = 6;

  @Test
  void no_race_ends_as_it_must_not() throws IOException, InterruptedException {
    Path results = Files.createDirectories(Path.of(System.getProperty("jcstress.results")));
    Path output = results.resolve("output.txt");

    Process jcstress =
        new ProcessBuilder(command())
            .directory(results.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(jcstress.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      jcstress.destroyForcibly();
    }

    String told = Files.readString(output, UTF_8);
    assertThat(jcstress.exitValue()).as(told).isZero();
    assertThat(told)
        .contains("Interesting tests: No matches", "Failed tests: No matches")
        .contains("Error tests: No matches")
        .contains("All remaining tests: %d matching".formatted(RACES));
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.openjdk.jcstress.Main"));
    command.addAll(List.of("-r", "html", "-t", RacesTest.class.getPackageName()));
    String mode = System.getProperty("jcstress.mode", "smoke");
    command.addAll(
        mode.equals("smoke")
            ? List.of("-f", "1", "-iters", "1", "-time", "200", "-strideCount", "4", "-sc", "false")
            : List.of("-m", mode));
    return command;
  }
}
