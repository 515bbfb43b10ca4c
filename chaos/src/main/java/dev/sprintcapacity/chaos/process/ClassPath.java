package dev.sprintcapacity.chaos.process;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.standalone.aot.AotCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The class path of this JVM, written where a child can read it whatever its length, with the cache
 * of the build that makes starts short: campaigns start processes by the hundred.
 */
final class ClassPath {
  /** Surefire starts its JVM from a jar that only names others; this is what it names. */
  private static final String UNDER_SUREFIRE = "surefire.test.class.path";

  private ClassPath() {}

  /** An argument for {@code java} that sets the class path and what belongs to it. */
  static String argument(Path folder) {
    String classPath =
        System.getProperty(UNDER_SUREFIRE, System.getProperty("java.class.path", ""));
    Path file = folder.resolve("class-path.args");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        Files.write(file, AotCache.options(classPath).stream().map(ClassPath::quoted).toList());
      }
    } catch (IOException e) {
      throw new ChaosException("cannot write " + file, e);
    }
    return "@" + file;
  }

  private static String quoted(String option) {
    return '"' + option.replace("\\", "\\\\") + '"';
  }
}
