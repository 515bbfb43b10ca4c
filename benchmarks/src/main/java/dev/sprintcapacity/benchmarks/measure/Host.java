package dev.sprintcapacity.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What machine the figures belong to: without it they mean nothing. */
public final class Host {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Host() {}

  /** Processor, cores, memory, JDK and system, and the load when this was asked. */
  public static String describe() {
    return "host: %s, %d cores, %s, %s %s, Java %s; load average %s"
        .formatted(
            line(CPU_INFO, "model name").orElse(System.getProperty("os.arch")),
            Runtime.getRuntime().availableProcessors(),
            line(MEMORY, "MemTotal").orElse("memory unknown"),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            load());
  }

  /** The three load averages, or "unknown". */
  public static String load() {
    return Files.isReadable(LOAD)
        ? read(LOAD).replaceAll("^(\\S+ \\S+ \\S+).*\\s*", "$1")
        : "unknown";
  }

  /** Resident memory of a process in MiB; empty where the system does not tell. */
  public static Optional<Long> residentMebibytes(long pid) {
    Path status = Path.of("/proc/" + pid + "/status");
    return line(status, "VmRSS").map(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024);
  }

  private static Optional<String> line(Path file, String name) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    return read(file)
        .lines()
        .filter(text -> text.startsWith(name))
        .map(text -> text.substring(text.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
