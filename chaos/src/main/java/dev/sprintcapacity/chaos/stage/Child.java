package dev.sprintcapacity.chaos.stage;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.JavaCommand;
import dev.sprintcapacity.chaos.process.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that is started again whenever it ends, as an orchestrator does, unless it was asked to
 * end. Thread-safe.
 */
public final class Child implements AutoCloseable {
  private final JavaProcess process;
  private final List<Path> outputs = new ArrayList<>();
  private boolean wanted;
  private boolean frozen;
  private int endsAskedFor;

  /** Nothing runs before {@link #start}. */
  public Child(JavaCommand command) {
    this.process = new JavaProcess(command);
  }

  /** Has it run from now on. */
  public synchronized void start() {
    wanted = true;
    revive();
  }

  /** Starts it again where it should run and does not. */
  synchronized void revive() {
    if (wanted && !process.isAlive()) {
      process.start();
      outputs.add(process.output());
    }
  }

  /**
   * Kills it; it is started again soon, if it should run.
   *
   * @return when it was certainly gone
   * @throws ChaosException where it is not alive
   */
  public synchronized Instant kill() {
    if (!process.isAlive()) {
      throw new ChaosException(process.name() + " is not there to be killed");
    }
    process.kill();
    endsAskedFor++;
    frozen = false;
    return Instant.now();
  }

  /**
   * Kills it and leaves it so.
   *
   * @return when it was certainly gone
   * @throws ChaosException where it is not alive
   */
  public synchronized Instant killForNow() {
    wanted = false;
    return kill();
  }

  /**
   * Asks it to end and leaves it so.
   *
   * @return whether it ended by itself; where it did not it is killed
   */
  public synchronized boolean stop(Duration limit) {
    wanted = false;
    boolean byItself = process.stop(limit);
    endsAskedFor++;
    return byItself;
  }

  /** Stops it in the middle of whatever it does, without its knowing. */
  public synchronized void freeze() {
    process.freeze();
    frozen = true;
  }

  /** Lets it go on. */
  public synchronized void thaw() {
    process.thaw();
    frozen = false;
  }

  /** Whether it is there and runs. */
  public synchronized boolean runs() {
    return process.isAlive() && !frozen;
  }

  /** Process id of the current or last run. */
  public synchronized long pid() {
    return process.pid();
  }

  /** What its current or last run has printed. */
  public synchronized String printed() {
    return process.printed();
  }

  /** What all its runs have printed, one file each. */
  public synchronized List<Path> outputs() {
    return outputs.stream().filter(Files::exists).toList();
  }

  /** How often it ended although nobody killed it or asked it to end. */
  public synchronized int unaskedEnds() {
    int ends = outputs.size() - (process.isAlive() ? 1 : 0);
    return ends - endsAskedFor;
  }

  @Override
  public synchronized void close() {
    wanted = false;
    process.close();
  }
}
