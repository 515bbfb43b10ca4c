package dev.sprintcapacity.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The words that put a program into a session of its own, where the signals a terminal sends to its
 * foreground programs (Ctrl-C) do not reach it: its owner decides when it stops.
 */
final class Session {
  /** Empty where the system has neither program; Ctrl-C then stops PostgreSQL with the service. */
  static final List<String> PREFIX = prefix();

  private Session() {}

  private static List<String> prefix() {
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      return List.of("/usr/bin/setsid");
    }
    // macOS has no setsid program
    return Files.isExecutable(Path.of("/usr/bin/perl"))
        ? List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!")
        : List.of();
  }
}
