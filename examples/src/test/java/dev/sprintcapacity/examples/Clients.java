package dev.sprintcapacity.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Programs that consumers in other languages need. A test that misses one is skipped and says so;
 * with {@code TEST_REQUIRE_CLIENTS=true} in the environment it fails.
 */
final class Clients {

  private static final boolean REQUIRED =
      "true".equalsIgnoreCase(System.getenv("TEST_REQUIRE_CLIENTS"));

  private Clients() {}

  /** Goes on only where all of these programs are on the path. */
  static void require(String... programs) {
    for (String program : programs) {
      require(isOnPath(program), program + " is not installed");
    }
  }

  /** Goes on only where npm can bring the library of the Node.js example into the folder. */
  static void requireNodeExample(Path folder) {
    require("node", "npm");
    Ended ended = Ended.of(folder, "npm ci --no-audit --no-fund", Map.of());
    require(ended.exitCode() == 0, "npm cannot install kafkajs here: " + ended);
  }

  private static void require(boolean there, String problem) {
    if (REQUIRED) {
      assertThat(there).as(problem).isTrue();
    } else {
      assumeThat(there).as(problem).isTrue();
    }
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
