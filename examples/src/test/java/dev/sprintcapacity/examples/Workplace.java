package dev.sprintcapacity.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder in which commands of the documents can be run: {@code ./sprintcap} is there, and the
 * Node.js example.
 */
final class Workplace {

  private static final List<String> NODE_EXAMPLE =
      List.of("consumer.js", "package.json", "package-lock.json");

  /** Folder of the examples of the use cases, one file each. */
  static final String USE_CASES = "examples/nodejs/use-cases";

  private final Path folder;

  private Workplace(Path folder) {
    this.folder = folder;
  }

  /** Sets it up in an empty folder. */
  static Workplace in(Path folder) {
    try {
      Path launcher = folder.resolve("sprintcap");
      Files.writeString(launcher, launcher());
      if (!launcher.toFile().setExecutable(true)) {
        throw new IllegalStateException(launcher + " cannot be made executable");
      }
      Path example = Files.createDirectories(folder.resolve("examples/nodejs"));
      for (String file : NODE_EXAMPLE) {
        Files.copy(Repository.file("examples/nodejs").resolve(file), example.resolve(file));
      }
      Path useCases = Files.createDirectories(folder.resolve(USE_CASES));
      for (String file : useCases()) {
        Files.copy(Repository.file(USE_CASES).resolve(file), useCases.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set up " + folder, e);
    }
    return new Workplace(folder);
  }

  /** What the launcher does, except that nothing is built: the test has its own class path. */
  private static String launcher() {
    return """
    #!/usr/bin/env bash
    . "%s"
    build() { :; }
    run() {
      local main=$2 options=()
      shift 2
      while [ "$1" != "--" ]; do
        options+=("$1")
        shift
      done
      shift
      # the command line brings no log, the service does; on one class path there are both
      case $main in *.cli.*) options+=(-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider -Dslf4j.internal.verbosity=WARN) ;; esac
      exec "$JAVA_HOME/bin/java" "${options[@]}" -cp "$TEST_CLASS_PATH" "$main" "$@"
    }
    main "$@"
    """
        .formatted(Repository.file("sprintcap"));
  }

  /** The names of the examples of use cases. */
  static List<String> useCases() {
    try (Stream<Path> files = Files.list(Repository.file(USE_CASES))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + USE_CASES, e);
    }
  }

  Path folder() {
    return folder;
  }

  Path nodeExample() {
    return folder.resolve("examples/nodejs");
  }

  /** Appears when the Node.js example has begun to fetch. */
  Path fetchingFile() {
    return folder.resolve("fetching");
  }

  /** Variables with which the commands find a running product whatever its ports are. */
  Map<String, String> environment(Product product) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", product.bootstrapServers());
    environment.put("TEST_KAFKA_PORT", Integer.toString(product.kafkaPort()));
    environment.put("TEST_FETCHING_FILE", fetchingFile().toString());
    environment.put("NODE_OPTIONS", "--require=" + preload("other-port.js"));
    return environment;
  }

  /** Variables that {@code ./sprintcap} needs. */
  Map<String, String> environment() {
    return Map.of("TEST_CLASS_PATH", System.getProperty("java.class.path"));
  }

  /** A file that {@code node --require} loads ahead of a program. */
  static Path preload(String name) {
    return Repository.file("examples/src/test/resources/preload").resolve(name);
  }
}
