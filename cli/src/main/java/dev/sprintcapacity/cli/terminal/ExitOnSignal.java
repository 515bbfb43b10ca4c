package dev.sprintcapacity.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and a polite kill into an ordinary end: the command is asked to stop, given a moment
 * to finish its line and its connections, and the process exits with the command's own exit code.
 * The runtime alone would exit with 130 in the middle of a line.
 */
public final class ExitOnSignal {
  /** Closing a consumer takes milliseconds; a broker that does not answer is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A command that does not end in time has not done what it was asked for. */
  private static final int EXIT_LATE = 2;

  private final Stop stop;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode = EXIT_LATE;

  /** For the command that listens to {@code stop}. */
  public ExitOnSignal(Stop stop) {
    this.stop = stop;
  }

  /** Takes over what signals do; lasts until the process ends. */
  public void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::onShutdown, "exit-on-signal"));
  }

  /** The command has ended, with this exit code. */
  public void finished(int ownExitCode) {
    exitCode = ownExitCode;
    finished.countDown();
  }

  private void onShutdown() {
    if (finished.getCount() == 0) {
      return;
    }
    stop.request();
    try {
      boolean inTime = finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        System.err.println("sprintcap: ended without waiting any longer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
