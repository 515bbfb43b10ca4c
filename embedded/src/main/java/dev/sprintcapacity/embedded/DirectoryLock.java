package dev.sprintcapacity.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One owner per data folder: a lock of the operating system, which ends with the process that holds
 * it, however that process ends.
 */
final class DirectoryLock implements AutoCloseable {
  /**
   * Folders owned by this JVM. Needed because POSIX locks do not exclude their own process, and
   * because closing any other channel of the lock file would silently release the lock.
   */
  private static final Set<Path> OWNED_HERE = ConcurrentHashMap.newKeySet();

  private static final String LOCK_FILE = "lock";
  private static final String OWNER_FILE = "owner";

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Becomes the owner of the folder.
   *
   * @param directory an existing folder, as a real path
   * @throws EmbeddedServerException if another owner is alive
   */
  static DirectoryLock acquire(Path directory) throws IOException {
    if (!OWNED_HERE.add(directory)) {
      throw inUse(directory, "this process");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(directory, otherOwner(directory));
      }
      Files.writeString(
          directory.resolve(OWNER_FILE), Long.toString(ProcessHandle.current().pid()));
      return new DirectoryLock(directory, channel);
    } catch (IOException | RuntimeException failure) {
      closeQuietly(channel, failure);
      OWNED_HERE.remove(directory);
      throw failure;
    }
  }

  /**
   * Whether the folder has a living owner.
   *
   * @param directory a folder, as a real path
   */
  static boolean isHeld(Path directory) throws IOException {
    if (OWNED_HERE.contains(directory)) {
      return true;
    }
    Path file = directory.resolve(LOCK_FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  private static String otherOwner(Path directory) {
    try {
      return "the process with pid "
          + Files.readString(directory.resolve(OWNER_FILE), StandardCharsets.UTF_8).strip();
    } catch (IOException unknown) {
      return "another process";
    }
  }

  private static EmbeddedServerException inUse(Path directory, String owner) {
    return new EmbeddedServerException(
        "The data folder "
            + directory
            + " is in use by "
            + owner
            + ": stop it, or choose another folder with SPRINTCAP_DATA.");
  }

  private static void closeQuietly(@Nullable FileChannel channel, Throwable failure) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException suppressed) {
        failure.addSuppressed(suppressed);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new EmbeddedServerException("The lock of " + directory + " cannot be closed", failure);
    } finally {
      OWNED_HERE.remove(directory);
    }
  }
}
