package dev.sprintcapacity.chaos.outage;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.stage.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What instances have in memory, as Linux says in {@code /proc}; nothing is known elsewhere. For
 * one thread.
 */
final class ResidentMemory {
  private static final String LINE = "VmRSS:";

  private final List<Instance> instances;
  private long most;

  ResidentMemory(List<Instance> instances) {
    this.instances = instances;
  }

  /** Megabytes of the instance that has most now; 0 where it cannot be told. */
  long look() {
    long now = instances.stream().mapToLong(each -> megabytes(each.pid())).max().orElse(0);
    most = Math.max(most, now);
    return now;
  }

  /** The most of all looks. */
  long most() {
    return most;
  }

  private static long megabytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(LINE))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new ChaosException("cannot read " + status, e);
    }
  }
}
