package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A short program run to its end, with its output, in an environment that cannot disturb it. */
final class Command {
  /** Output kept of one program; every program run here prints far less. */
  private static final int OUTPUT_LIMIT_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Command.class);

  private Command() {}

  /** Exit status and everything printed to either stream. */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  /**
   * Runs the program and waits for its end.
   *
   * @throws IOException if the program cannot be started at all
   * @throws EmbeddedServerException if it does not end within the limit, or the wait is interrupted
   */
  static Outcome run(Duration limit, List<String> command) throws IOException {
    return run(limit, command, "");
  }

  /** Like {@link #run(Duration, List)}, with this text as the program's input (few lines only). */
  static Outcome run(Duration limit, List<String> command, String input) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    cleanEnvironment(builder.environment());
    Process process = builder.start();
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    } catch (IOException endedBeforeReading) {
      LOG.debug("{} did not read its input", command, endedBeforeReading);
    }
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      Thread killer = killAfter(limit, process);
      char[] text = new char[OUTPUT_LIMIT_BYTES];
      int length = 0;
      int read = 0;
      while (read >= 0 && length < text.length) {
        read = output.read(text, length, text.length - length);
        length += Math.max(read, 0);
      }
      int exitCode = process.waitFor();
      killer.interrupt();
      return new Outcome(exitCode, new String(text, 0, length).strip());
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while running " + command, interrupted);
    }
  }

  /** Like {@link #run}, for probes: a program that does not exist has simply not succeeded. */
  static Outcome tryRun(Duration limit, List<String> command) {
    try {
      return run(limit, command);
    } catch (IOException missing) {
      return new Outcome(127, String.valueOf(missing.getMessage()));
    }
  }

  /** No PG* variable of the user may redirect our server; messages and times are neutral. */
  static void cleanEnvironment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
  }

  static List<String> join(List<String> prefix, List<String> command) {
    List<String> joined = new ArrayList<>(prefix);
    joined.addAll(command);
    return List.copyOf(joined);
  }

  private static Thread killAfter(Duration limit, Process process) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
              process.destroyForcibly();
            }
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
