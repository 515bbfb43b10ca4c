package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a folder with a thousand files is written through to the disk: by one request for the whole
 * file system where the kernel reports its failures (Linux 5.8 and later), else file by file. On a
 * busy machine that is the difference between 0.1 and 5 seconds.
 */
final class DiskSync {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*");

  private DiskSync() {}

  /** The name PostgreSQL knows the method by. */
  static String method() {
    return method(System.getProperty("os.name", ""), System.getProperty("os.version", ""));
  }

  static String method(String system, String version) {
    Matcher kernel = KERNEL.matcher(version);
    if (!system.equals("Linux") || !kernel.matches()) {
      return "fsync";
    }
    int major = Integer.parseInt(kernel.group(1));
    int minor = Integer.parseInt(kernel.group(2));
    return major > 5 || (major == 5 && minor >= 8) ? "syncfs" : "fsync";
  }

  /** Makes the folder and everything in it survive a power failure. */
  static void writeThrough(Path folder) throws IOException {
    boolean written =
        method().equals("syncfs")
            && Command.tryRun(LIMIT, List.of("sync", "-f", folder.toString())).succeeded();
    if (!written) {
      Folders.forceAll(folder);
    }
  }
}
