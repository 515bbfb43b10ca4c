package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A program in a JVM of its own that can be killed and started again. It ends with this JVM at the
 * latest. Every start writes a new output file. Not thread-safe.
 */
public final class JavaProcess implements AutoCloseable {
  /** A signal is delivered at once; a process that is still there later cannot be ended. */
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  /** Variables that would configure the child behind the harness's back. */
  private static final List<String> FOREIGN = List.of("SPRINTCAP_", "KAFKA_", "DATABASE_URL");

  private static final Children CHILDREN = new Children();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(CHILDREN::end, "end-of-children"));
  }

  private final JavaCommand command;
  private final AtomicInteger starts = new AtomicInteger();
  private @Nullable Process process;

  /** Nothing happens before {@link #start}. */
  public JavaProcess(JavaCommand command) {
    this.command = command;
  }

  /** Starts the program; a former run must have ended. */
  public void start() {
    if (isAlive()) {
      throw new ChaosException(command.name() + " runs already");
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(command.jvmOptions());
    line.add(ClassPath.argument(command.folder()));
    line.add(command.mainClass());
    line.addAll(command.arguments());
    starts.incrementAndGet();
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(command.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    builder.environment().keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
    builder.environment().putAll(command.environment());
    try {
      process = CHILDREN.start(builder);
    } catch (IOException e) {
      throw new ChaosException("cannot start " + command.name() + ": " + line, e);
    }
  }

  /** The name given in the command. */
  public String name() {
    return command.name();
  }

  /** The output of the current or last run, standard output and errors together. */
  public Path output() {
    return command.folder().resolve("%s.%d.log".formatted(command.name(), starts.get()));
  }

  /** Everything the current or last run has printed so far. */
  public String printed() {
    try {
      return Files.exists(output()) ? Files.readString(output()) : "";
    } catch (IOException e) {
      throw new ChaosException("cannot read " + output(), e);
    }
  }

  /** Whether the process is there, frozen or not. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Process id of the current or last run. */
  public long pid() {
    return current().pid();
  }

  /**
   * Waits until the process ends by itself.
   *
   * @return its exit status
   * @throws ChaosException where it does not end in this time
   */
  public int awaitEnd(Duration limit) {
    Process awaited = current();
    if (!ended(awaited, limit)) {
      throw new ChaosException(
          "%s goes on after %s: %s".formatted(command.name(), limit, printed()));
    }
    return awaited.exitValue();
  }

  /** Ends the process with SIGKILL: it gets no chance to do anything more. */
  public void kill() {
    Process victim = current();
    victim.destroyForcibly();
    if (!ended(victim, KILL_LIMIT)) {
      throw new ChaosException(
          "%s (pid %d) survived SIGKILL".formatted(command.name(), victim.pid()));
    }
  }

  /**
   * Asks the process to end, and kills it where it does not.
   *
   * @return whether it ended by itself
   */
  public boolean stop(Duration limit) {
    Process asked = current();
    asked.destroy();
    if (ended(asked, limit)) {
      return true;
    }
    kill();
    return false;
  }

  /** Stops the process in the middle of whatever it does, without its knowing: SIGSTOP. */
  public void freeze() {
    signal("-STOP");
  }

  /** Lets a frozen process go on: SIGCONT. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    List<String> line = List.of("kill", signal, Long.toString(pid()));
    try {
      Process kill = new ProcessBuilder(line).redirectErrorStream(true).start();
      if (!kill.waitFor(KILL_LIMIT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new ChaosException("no success: " + line);
      }
    } catch (IOException e) {
      throw new ChaosException("cannot run " + line, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted during " + line, e);
    }
  }

  private static boolean ended(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while a process ended", e);
    }
  }

  private Process current() {
    Process now = process;
    if (now == null) {
      throw new ChaosException(command.name() + " was never started");
    }
    return now;
  }

  /** Kills the process if it is there. */
  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }
}
