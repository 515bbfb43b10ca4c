package dev.sprintcapacity.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs of this platform, unpacked once per version and user. Unpacking happens
 * beside the final folder and ends with one rename, so that a half unpacked folder is never used
 * and several processes may try at once.
 */
final class PostgresBinaries {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  /** What initdb does not protect from the shell when it calls the program beside it. */
  private static final Pattern SHELL_SPECIAL = Pattern.compile("[\"$`\\\\]");

  private static final String UNFINISHED = "unpacking-";

  /** Unpacking takes seconds; a folder of this age has no process any more. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private static final int OWNER_MAY_EXECUTE = 0100;

  private PostgresBinaries() {}

  /**
   * The folder that holds {@code bin/postgres}, unpacked now where it is not there yet.
   *
   * @param cache the folder all versions are unpacked into; private to its user
   */
  static Path home(Path cache) throws IOException {
    String platform = platform();
    String name = "postgres-" + version() + "-" + platform;
    Path home = cache.resolve(name);
    if (SHELL_SPECIAL.matcher(cache.toString()).find()) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot run from the folder "
              + cache
              + " because of the special characters in its name: name another folder with"
              + " XDG_CACHE_HOME.");
    }
    if (!Files.isExecutable(home.resolve("bin").resolve("postgres"))) {
      unpack("/postgres-" + platform + ".txz", cache, home);
    }
    return home;
  }

  /** The cache of this user, or, where the user has no home to write to, the data folder. */
  static Path userCache(Path dataDirectory) {
    Path cache =
        userCache(
            System.getProperty("os.name", ""),
            Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse(""),
            System.getProperty("user.home", ""));
    try {
      return Folders.createPrivate(cache);
    } catch (IOException noHome) {
      LOG.debug("{} cannot be used, unpacking below the data folder", cache, noHome);
      return dataDirectory;
    }
  }

  /** {@code $XDG_CACHE_HOME/sprintcap}, or the platform's usual place below the home folder. */
  static Path userCache(String operatingSystem, String xdgCacheHome, String userHome) {
    if (!xdgCacheHome.isBlank()) {
      return Path.of(xdgCacheHome, "sprintcap");
    }
    return operatingSystem.startsWith("Mac")
        ? Path.of(userHome, "Library", "Caches", "sprintcap")
        : Path.of(userHome, ".cache", "sprintcap");
  }

  private static String version() throws IOException {
    Properties versions = new Properties();
    try (InputStream stream = PostgresBinaries.class.getResourceAsStream("versions.properties")) {
      if (stream == null) {
        throw new EmbeddedServerException(
            "versions.properties is not beside " + PostgresBinaries.class + ": build again");
      }
      versions.load(stream);
    }
    return versions.getProperty("postgres", "unknown");
  }

  private static String platform() throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine =
        switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    if (system.startsWith("linux")) {
      return "linux-" + machine + (usesMusl() ? "-alpine_linux" : "");
    }
    return (system.startsWith("mac") ? "darwin" : system.replace(' ', '_')) + "-" + machine;
  }

  private static boolean usesMusl() throws IOException {
    Path libraries = Path.of("/lib");
    if (!Files.isDirectory(libraries) || !Files.exists(Path.of("/etc/alpine-release"))) {
      return false;
    }
    try (DirectoryStream<Path> loaders = Files.newDirectoryStream(libraries, "ld-musl-*")) {
      return loaders.iterator().hasNext();
    }
  }

  private static void unpack(String resource, Path cache, Path home) throws IOException {
    long begin = System.nanoTime();
    Folders.createPrivate(cache);
    Path unfinished = Files.createTempDirectory(cache, UNFINISHED);
    deleteAbandoned(cache, Files.getLastModifiedTime(unfinished).toInstant());
    try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (archive == null) {
        throw new EmbeddedServerException(
            "There is no embedded PostgreSQL for this platform ("
                + resource
                + " is not on the class path): set DATABASE_URL to a PostgreSQL of your own.");
      }
      unpack(archive, unfinished.toRealPath());
      Files.setPosixFilePermissions(unfinished, EXECUTABLE);
      DiskSync.writeThrough(unfinished);
      moveInto(unfinished, home);
      Folders.force(cache);
    } finally {
      Folders.delete(unfinished);
    }
    LOG.info("Unpacked {} in {} ms", home, (System.nanoTime() - begin) / 1_000_000);
  }

  /** What processes that were killed while they unpacked have left in the cache. */
  private static void deleteAbandoned(Path cache, Instant now) throws IOException {
    FileTime oldest = FileTime.from(now.minus(ABANDONED_AFTER));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, UNFINISHED + "*")) {
      for (Path folder : folders) {
        if (Files.getLastModifiedTime(folder).compareTo(oldest) < 0) {
          Folders.delete(folder);
        }
      }
    }
  }

  private static void moveInto(Path unfinished, Path home) throws IOException {
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException otherProcessWasFaster) {
      LOG.debug("{} was unpacked by another process", home, otherProcessWasFaster);
    }
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = inside(target, target.resolve(entry.getName()));
        if (entry.isDirectory()) {
          createFolders(target, file);
        } else if (neededAtRunTime(entry.getName())) {
          createFolders(target, inside(target, file.resolve("..")));
          write(tar, entry, file, target);
        }
      }
    }
  }

  /** Readable by the account that runs the programs, whatever umask this process has. */
  private static void createFolders(Path target, Path folder) throws IOException {
    if (!Files.exists(folder)) {
      createFolders(target, inside(target, folder.resolve("..")));
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, EXECUTABLE);
    }
  }

  private static void write(
      TarArchiveInputStream tar, TarArchiveEntry entry, Path file, Path target) throws IOException {
    if (entry.isSymbolicLink()) {
      Path link = Path.of(entry.getLinkName());
      inside(target, file.resolveSibling(link));
      Files.createSymbolicLink(file, link);
      return;
    }
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      tar.transferTo(out);
    }
    boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
    Files.setPosixFilePermissions(file, executable ? EXECUTABLE : READABLE);
  }

  private static boolean neededAtRunTime(String name) {
    return !name.endsWith(".a") && !name.contains("/pgxs/") && !name.contains("/pkgconfig/");
  }

  private static Path inside(Path target, Path file) {
    Path normal = file.normalize();
    if (!normal.startsWith(target)) {
      throw new EmbeddedServerException("The PostgreSQL archive names a file outside: " + file);
    }
    return normal;
  }
}
