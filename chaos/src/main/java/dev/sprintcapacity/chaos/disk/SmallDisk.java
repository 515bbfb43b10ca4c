package dev.sprintcapacity.chaos.disk;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own, held in memory and small, so that it can be full while the machine's is
 * not. Needs Linux and the right to mount. Thread-safe.
 */
public final class SmallDisk implements AutoCloseable {
  private static final int COMMAND_SECONDS = 10;
  private static final int PIECE_BYTES = 64 * 1024;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether this process may mount file systems. */
  public static boolean isPermitted() {
    try {
      Path probe = Files.createTempDirectory("sprintcap-mount");
      boolean permitted = mounts(probe, 1);
      if (permitted) {
        new SmallDisk(probe).close();
      }
      Files.delete(probe);
      return permitted;
    } catch (IOException e) {
      throw new ChaosException("cannot try to mount", e);
    }
  }

  /**
   * Mounts one.
   *
   * @param folder to mount it on, created where it is missing
   * @param megabytes it holds, of memory, as they are used
   */
  public static SmallDisk on(Path folder, int megabytes) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ChaosException("cannot create " + folder, e);
    }
    if (!mounts(folder, megabytes)) {
      throw new ChaosException("cannot mount a file system on " + folder);
    }
    return new SmallDisk(folder);
  }

  /** Takes all the space that is left; again where some was given back meanwhile. */
  public void fill() {
    byte[] piece = new byte[PIECE_BYTES];
    for (int size = PIECE_BYTES; size >= 1; size /= 16) {
      try (OutputStream out = Files.newOutputStream(newBallast())) {
        while (free() > 0) {
          out.write(piece, 0, size);
        }
      } catch (IOException full) {
        if (free() > PIECE_BYTES) {
          throw new ChaosException("cannot fill " + folder, full);
        }
      }
    }
  }

  /** Gives it back. */
  public void empty() {
    try (var files = Files.list(folder)) {
      for (Path each : files.filter(SmallDisk::isBallast).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new ChaosException("cannot give space back to " + folder, e);
    }
  }

  /** Bytes that are left. */
  public long free() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new ChaosException("cannot ask for the space of " + folder, e);
    }
  }

  private Path newBallast() throws IOException {
    return Files.createTempFile(folder, "ballast", ".tmp");
  }

  private static boolean isBallast(Path file) {
    return String.valueOf(file.getFileName()).startsWith("ballast");
  }

  private static boolean mounts(Path folder, int megabytes) {
    return succeeds(
        List.of(
            "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()));
  }

  /** Takes it away with all that it holds. */
  @Override
  public void close() {
    if (!succeeds(List.of("umount", "--lazy", folder.toString()))) {
      throw new ChaosException("cannot unmount " + folder);
    }
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted during " + command, e);
    }
  }
}
