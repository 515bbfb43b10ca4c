package dev.sprintcapacity.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that a document shows is run as it is written and prints what is shown. Only the
 * ports differ, so that the test needs none in particular, and nothing is built.
 */
class WalkThroughTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void each_command_of_the_readme_prints_what_is_shown() {
    walkThrough("README.md", 5);
  }

  @Test
  void each_command_of_consuming_prints_what_is_shown() throws Exception {
    Clients.require("kcat");
    Clients.requireNodeExample(
        Workplace.in(Files.createDirectories(folder.resolve("first"))).nodeExample());

    walkThrough("docs/consuming.md", 8);
  }

  @Test
  void each_command_of_reliability_prints_what_is_shown() {
    walkThrough("docs/reliability.md", 3);
  }

  private void walkThrough(String document, int atLeast) {
    try (Product product = Product.start(folder.resolve("data"))) {
      List<Step> steps =
          Step.of(
              Repository.text(document),
              text ->
                  text.replace("localhost:8000", "localhost:" + product.httpPort())
                      .replace("localhost:9092", "localhost:" + product.kafkaPort()));
      assertThat(steps).hasSizeGreaterThanOrEqualTo(atLeast);
      Workplace workplace = Workplace.in(folder);
      try (Terminal terminal = Terminal.open(workplace.folder(), workplace.environment(product))) {
        for (Step step : steps) {
          terminal.run(step);
          if (step.command().startsWith("node ")) {
            await("first fetch of the Node.js consumer")
                .atMost(PATIENCE)
                .until(() -> Files.exists(workplace.fetchingFile()));
          }
        }
      }
    }
  }
}
