package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a PostgreSQL server writes about itself into {@code postmaster.pid} of its data folder.
 *
 * @param pid the server's process
 * @param startedAt when it started, to the second
 * @param port TCP port, 0 where the file is not written that far
 * @param ready whether it accepts connections
 */
record PostmasterFile(long pid, Instant startedAt, int port, boolean ready) {
  static final String NAME = "postmaster.pid";

  private static final int PID_LINE = 0;
  private static final int START_LINE = 2;
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;
  private static final String READY = "ready";

  /** Reads the file; empty where there is none or it is not written to its end. */
  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve(NAME));
      return lines.size() <= START_LINE ? Optional.empty() : Optional.of(parse(lines));
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  private static PostmasterFile parse(List<String> lines) {
    // a negative number stands for a server in single-user mode
    return new PostmasterFile(
        Math.abs(Long.parseLong(lines.get(PID_LINE).strip())),
        Instant.ofEpochSecond(Long.parseLong(lines.get(START_LINE).strip())),
        lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0,
        lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals(READY));
  }
}
