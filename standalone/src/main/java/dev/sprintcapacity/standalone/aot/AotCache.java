package dev.sprintcapacity.standalone.aot;

import dev.sprintcapacity.standalone.StandaloneApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JVM's ahead-of-time cache of this build, written by {@code build/train.sh}: classes, loaded
 * and linked, and profiles of a {@link TrainingRun} (JEP 483, JEP 514, JEP 515). It serves every
 * program whose class path begins with the jars that it was trained on.
 *
 * @param file the cache, which need not be there
 * @param jars what it is trained on, in this order
 */
public record AotCache(Path file, List<Path> jars) {
  private static final String FILE = "standalone.aot";

  /** Written by the build: the jars beside that of this module. */
  private static final String CLASS_PATH = "runtime.classpath";

  /** Copies the jars. */
  public AotCache {
    jars = List.copyOf(jars);
  }

  /**
   * The cache beside the jar that this module's classes come from.
   *
   * @return empty where they come from no jar, or from one that the build has not made here
   * @throws UncheckedIOException if the class path that the build wrote cannot be read
   */
  public static Optional<AotCache> ofThisBuild() {
    Path jar =
        Path.of(
            StandaloneApplication.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    Path classPath = jar.resolveSibling(CLASS_PATH);
    if (!Files.isRegularFile(jar) || !Files.isRegularFile(classPath)) {
      return Optional.empty();
    }
    List<Path> jars = new ArrayList<>(List.of(jar));
    try {
      jars.addAll(entries(Files.readString(classPath).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + classPath, e);
    }
    return Optional.of(new AotCache(jar.resolveSibling(FILE), jars));
  }

  /**
   * Options of {@code java} that set a class path, and use the cache of this build where it is
   * current and the class path holds all that it was trained on.
   *
   * @param classPath entries as {@code -cp} takes them; all are used, those of the cache first
   */
  public static List<String> options(String classPath) {
    List<Path> wanted = entries(classPath);
    return ofThisBuild()
        .filter(AotCache::isCurrent)
        .filter(cache -> wanted.containsAll(cache.jars()))
        .map(cache -> cache.optionsFor(wanted))
        .orElse(List.of("-cp", classPath));
  }

  /**
   * Whether the cache is there and newer than every jar: the JVM refuses another.
   *
   * @throws UncheckedIOException if a jar is not there
   */
  public boolean isCurrent() {
    if (!Files.exists(file)) {
      return false;
    }
    FileTime trained = modified(file);
    return jars.stream().noneMatch(jar -> modified(jar).compareTo(trained) > 0);
  }

  private List<String> optionsFor(List<Path> wanted) {
    List<Path> inOrder = new ArrayList<>(jars);
    wanted.stream().filter(entry -> !jars.contains(entry)).forEach(inOrder::add);
    return List.of(
        // both as in the training run: the JVM refuses a cache that was written with others
        "-XX:+UseCompactObjectHeaders",
        "--enable-native-access=ALL-UNNAMED",
        "-XX:AOTCache=" + file,
        // a part of it that does not fit is made anew, and told of as a warning
        "-Xlog:aot*=off",
        "-cp",
        String.join(File.pathSeparator, inOrder.stream().map(Path::toString).toList()));
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  private static List<Path> entries(String classPath) {
    return List.of(classPath.split(File.pathSeparator, -1)).stream()
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }
}
