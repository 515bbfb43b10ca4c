package dev.sprintcapacity.cli.database;

import dev.sprintcapacity.cli.CliException;
import dev.sprintcapacity.settings.DatabaseAddress;
import dev.sprintcapacity.settings.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides which database a command reads: the option, the environment, or that of {@code up}. */
public final class DatabaseLocation {
  /** Name of the option that overrides the environment. */
  public static final String OPTION = "--database";

  private static final String VARIABLE = "DATABASE_URL";
  private static final String FILE_VARIABLE = "DATABASE_URL_FILE";
  private static final String DATA_VARIABLE = "SPRINTCAP_DATA";
  private static final String DEFAULT_DATA = "./data";

  /** An address is one line; anything longer is the wrong file. */
  private static final long MAX_FILE_BYTES = 64 * 1024L;

  private DatabaseLocation() {}

  /**
   * Finds the database.
   *
   * @param env the environment
   * @param option value of {@value #OPTION}, or null where it is not given
   * @param refused makes the failure for an option that cannot be understood
   * @throws CliException where the environment cannot be understood, or nothing names a database
   */
  public static DatabaseAddress of(
      Map<String, String> env,
      @Nullable String option,
      Function<String, ? extends RuntimeException> refused) {
    if (option != null) {
      try {
        return DatabaseUrl.parse(option);
      } catch (IllegalArgumentException e) {
        throw refused.apply("%s (not shown, it may hold a password)".formatted(e.getMessage()));
      }
    }
    Optional<String> direct = given(env, VARIABLE);
    Optional<String> file = given(env, FILE_VARIABLE);
    if (direct.isPresent() && file.isPresent()) {
      throw new CliException("%s and %s are both set: keep one".formatted(VARIABLE, FILE_VARIABLE));
    }
    return direct
        .map(url -> parsed(VARIABLE, url))
        .or(() -> file.map(path -> parsed(FILE_VARIABLE, contentOf(path))))
        .orElseGet(() -> embedded(env));
  }

  private static DatabaseAddress embedded(Map<String, String> env) {
    String folder = given(env, DATA_VARIABLE).orElse(DEFAULT_DATA);
    try {
      return EmbeddedDatabase.find(Path.of(folder))
          .orElseThrow(() ->
              new CliException(
                  """
                  which database? %s is not set, and no sprintcap up runs on the folder %s: set %s, \
                  give %s, or say with %s which folder sprintcap up uses\
                  """
                      .formatted(VARIABLE, folder, VARIABLE, OPTION, DATA_VARIABLE)));
    } catch (InvalidPathException e) {
      throw new CliException("%s=%s: expected a folder".formatted(DATA_VARIABLE, folder), e);
    }
  }

  private static DatabaseAddress parsed(String variable, String url) {
    try {
      return DatabaseUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          "%s (not shown, it may hold a password): %s".formatted(variable, e.getMessage()), e);
    }
  }

  private static String contentOf(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) <= MAX_FILE_BYTES) {
        return Files.readString(path).strip();
      }
      throw new CliException(
          "%s=%s: expected a file of at most %d bytes"
              .formatted(FILE_VARIABLE, file, MAX_FILE_BYTES));
    } catch (IOException | InvalidPathException e) {
      throw new CliException(
          "%s=%s: expected a readable text file".formatted(FILE_VARIABLE, file), e);
    }
  }

  private static Optional<String> given(Map<String, String> env, String variable) {
    return Optional.ofNullable(env.get(variable)).map(String::strip).filter(s -> !s.isEmpty());
  }
}
