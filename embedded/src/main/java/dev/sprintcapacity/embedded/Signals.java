package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Signals that Java cannot send itself. */
final class Signals {
  private static final Duration SEND_LIMIT = Duration.ofSeconds(5);

  private Signals() {}

  /** To a PostgreSQL server: end all sessions, write a checkpoint, stop. */
  static void interrupt(ProcessHandle process) throws IOException {
    send("INT", process.pid());
  }

  /** To a PostgreSQL server: stop now, recover at the next start. */
  static void quit(ProcessHandle process) throws IOException {
    send("QUIT", process.pid());
  }

  private static void send(String signal, long pid) throws IOException {
    // the shell's own kill: not every system has the program; a process gone meanwhile is no error
    Command.Outcome ignored =
        Command.run(SEND_LIMIT, List.of("/bin/sh", "-c", "kill -" + signal + " " + pid));
  }
}
