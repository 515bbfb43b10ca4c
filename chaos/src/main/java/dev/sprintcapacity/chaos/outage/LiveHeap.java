package dev.sprintcapacity.chaos.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.stage.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What instances keep on their heaps: how much is used right after a full collection that is asked
 * for with {@code jcmd}. What a process has in memory says little of that, as a heap grows to its
 * limit before it is cleaned.
 */
final class LiveHeap {
  /** The lines of the young and of the old generation, as the serial collector has them. */
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private LiveHeap() {}

  /**
   * Megabytes of the instance that keeps most.
   *
   * @throws ChaosException where an instance does not say
   */
  static double most(Collection<Instance> instances) {
    return instances.stream().mapToDouble(each -> megabytes(each.pid())).max().orElse(0);
  }

  private static double megabytes(long pid) {
    jcmd(pid, "GC.run");
    String info = jcmd(pid, "GC.heap_info");
    Matcher used = USED.matcher(info);
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (kilobytes == 0) {
      throw new ChaosException(
          "process %d does not say what its heap holds: %s".formatted(pid, info));
    }
    return kilobytes / 1024.0;
  }

  private static String jcmd(long pid, String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new ChaosException("cannot run " + jcmd, e);
    }
  }
}
