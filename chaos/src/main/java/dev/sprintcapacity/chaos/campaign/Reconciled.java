package dev.sprintcapacity.chaos.campaign;

import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.JavaProcess;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code sprintcap reconcile} says of table and topics, run as an operator would run it.
 *
 * @param clean whether it ended with success
 * @param line its verdict, or all it said where it gave none
 */
public record Reconciled(boolean clean, String line) {
  private static final String MAIN_CLASS = "dev.sprintcapacity.cli.Sprintcap";

  /** Some 100,000 records a second on a busy machine: ten million within it. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Checks that it says something. */
  public Reconciled {
    Objects.requireNonNull(line, "line");
  }

  /** Runs it; the load must have ended. */
  static Reconciled of(Stage stage) {
    try (JavaProcess process =
        new JavaProcess(
            new JavaCommand(
                "reconcile",
                MAIN_CLASS,
                JavaCommand.SMALL_JVM,
                List.of("reconcile", "--settled"),
                Map.of(
                    "DATABASE_URL",
                    stage.postgres().jdbcUrl(),
                    "KAFKA_BOOTSTRAP_SERVERS",
                    stage.brokers().bootstrapServers()),
                stage.plan().folder()))) {
      process.start();
      int exitCode = process.awaitEnd(LIMIT);
      String printed = process.printed();
      return new Reconciled(
          exitCode == 0, printed.lines().filter(Reconciled::isVerdict).findFirst().orElse(printed));
    }
  }

  private static boolean isVerdict(String line) {
    return line.startsWith("CLEAN:") || line.startsWith("DIFFERENT:");
  }
}
