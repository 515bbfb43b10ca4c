package dev.sprintcapacity.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The compiled classes and the sources of the repository, imported once for all rules. */
final class Production {

  static final String BASE = "dev.sprintcapacity";

  /** Every module that holds production code, by its package; a new one is added here by hand. */
  static final List<String> MODULES =
      List.of(
          "domain",
          "settings",
          "events",
          "embedded",
          "consumer",
          "testkit",
          "postgres",
          "consumers",
          "service",
          "cli",
          "standalone",
          "chaos",
          "benchmarks");

  /** Modules whose folder has another name than their package. */
  private static final Map<String, String> FOLDERS =
      Map.of("consumer", "consumer-sdk", "testkit", "consumer-testkit");

  static final JavaClasses CLASSES = importFolders("target/classes");
  static final JavaClasses TEST_CLASSES = importFolders("target/test-classes");

  private Production() {}

  /** The root of the repository. */
  static Path root() {
    return Path.of(System.getProperty("sprintcap.root", "..")).toAbsolutePath().normalize();
  }

  /** The folder of a module. */
  static Path folderOf(String module) {
    return root().resolve(FOLDERS.getOrDefault(module, module));
  }

  /** All files below {@code folder} of each module whose name ends with {@code suffix}. */
  static List<Path> sources(String folder, String suffix) {
    return Stream.concat(
            MODULES.stream(),
            Stream.of(
                "examples", "standalone-tests", "browser-tests", "jcstress", "architecture-tests"))
        .map(module -> folderOf(module).resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(path -> filesBelow(path, suffix).stream())
        .toList();
  }

  static List<Path> filesBelow(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static JavaClasses importFolders(String folder) {
    List<Path> folders =
        MODULES.stream()
            .map(module -> folderOf(module).resolve(folder))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(folders);
  }
}
