package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.service.relay.ports.RelayStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A rebuild in a process of its own that ends, as by kill -9, when it reaches a step. */
final class HaltingRebuild {

  private static final int HALTED = 137;
  private static final long LIMIT_SECONDS = 120;

  private HaltingRebuild() {}

  /** Runs one with the settings, until it reaches the step for the nth time. */
  static void runUntil(RelaySettings settings, RelayStep step, int nth) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HaltingRebuild.class.getName(),
            settings.database().jdbcUrl(),
            Objects.requireNonNull(settings.database().user()),
            Objects.requireNonNull(settings.database().password()),
            String.valueOf(settings.kafka().get("bootstrap.servers")),
            settings.name(),
            step.name(),
            Integer.toString(nth));
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != HALTED) {
          throw new AssertionError("the rebuild did not come to " + step + " for the time " + nth);
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  public static void main(String[] args) {
    String name = args[4];
    RelaySettings settings =
        new RelaySettings(
            true,
            name,
            new LogDatabase(args[0], args[1], args[2]),
            Map.of("bootstrap.servers", args[3]),
            new TopicPlan(3, (short) 1, "cursor-" + name),
            RelayServers.SMALL_PAGES);
    RelayStep step = RelayStep.valueOf(args[5]);
    AtomicInteger left = new AtomicInteger(Integer.parseInt(args[6]));
    new TopicRebuild(
            settings,
            progress -> {},
            now -> {
              if (now == step && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(HALTED);
              }
            })
        .run(true);
  }
}
