package dev.sprintcapacity.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads typed values out of the environment and collects every problem on the way. Where a value is
 * wrong, the caller gets a harmless one and goes on reading; {@link #refuseProblems()} ends it. Not
 * thread-safe.
 */
public final class EnvironmentReader {

  private static final String FILE_SUFFIX = "_FILE";

  private static final Pattern SECRET_NAME =
      Pattern.compile("PASSWORD|SECRET|TOKEN|JAAS|CREDENTIAL|_KEY$|PASSPHRASE");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** A mounted secret is a short text; anything longer is the wrong file. */
  private static final long SECRET_FILE_BYTES = 64 * 1024L;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  /** Copies the environment; reads nothing yet. */
  public EnvironmentReader(Map<String, String> environment) {
    this.environment = new TreeMap<>(environment);
  }

  /** What was noted so far, one line for each problem. */
  public List<String> problems() {
    return problems;
  }

  /** Notes a problem; the text names the key, the value unless secret, and what is expected. */
  public void problem(String text) {
    problems.add(text);
  }

  /**
   * The value of a setting: the variable, or the file its {@code _FILE} twin names, or the default.
   */
  public Optional<String> text(Setting setting) {
    return given(setting).or(setting::defaultText);
  }

  /** Whether the variable or its {@code _FILE} twin is there, readable or not. */
  public boolean isGiven(Setting setting) {
    return nonBlank(setting.key()).isPresent() || nonBlank(setting.key() + FILE_SUFFIX).isPresent();
  }

  /** A whole number in a range; the lower end where the text is none. */
  public int wholeNumber(Setting setting, int min, int max) {
    String text = text(setting).orElseThrow();
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message below
    }
    problems.add(
        "%s=%s: expected a whole number from %d to %d".formatted(setting.key(), text, min, max));
    return min;
  }

  /** {@code true} or {@code false} in any case. */
  public boolean trueOrFalse(Setting setting) {
    String text = text(setting).orElseThrow();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        problems.add("%s=%s: expected true or false".formatted(setting.key(), text));
        yield false;
      }
    };
  }

  /** A duration such as {@code 30s} in a range; the lower end where the text is none. */
  public Duration duration(Setting setting, Duration min, Duration max) {
    String text = text(setting).orElseThrow();
    Optional<Duration> value = Durations.parse(text);
    if (value.isPresent() && value.get().compareTo(min) >= 0 && value.get().compareTo(max) <= 0) {
      return value.get();
    }
    problems.add(
        "%s=%s: expected a duration such as 500ms, 30s, 5m or 1h, from %s to %s"
            .formatted(setting.key(), text, Durations.text(min), Durations.text(max)));
    return min;
  }

  /** A folder, which need not be there. */
  public Path folder(Setting setting) {
    String text = text(setting).orElseThrow();
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      problems.add("%s=%s: expected a folder".formatted(setting.key(), text));
      return Path.of(".");
    }
  }

  /** A name that can be part of a Kafka transactional id and a record key. */
  public Optional<String> name(Setting setting) {
    Optional<String> text = text(setting);
    if (text.isPresent() && !NAME.matcher(text.get()).matches()) {
      problems.add(
          "%s=%s: expected 1 to 64 letters, digits, dots, dashes or underscores"
              .formatted(setting.key(), text.get()));
    }
    return text;
  }

  /**
   * A database address; empty where the variable is absent or wrong, which is noted without showing
   * it.
   */
  public Optional<DatabaseAddress> databaseAddress(Setting setting) {
    try {
      return text(setting).map(DatabaseUrl::parse);
    } catch (IllegalArgumentException e) {
      problems.add("%s=***: %s".formatted(setting.key(), e.getMessage()));
      return Optional.empty();
    }
  }

  /** The same, where an absent variable is a problem unless the caller brings the database. */
  public Optional<DatabaseAddress> databaseAddress(Setting setting, DatabaseFrom from) {
    Optional<DatabaseAddress> address = databaseAddress(setting);
    if (address.isEmpty() && from == DatabaseFrom.ENVIRONMENT && !isGiven(setting)) {
      problems.add("%s is missing: expected %s".formatted(setting.key(), setting.meaning()));
    }
    return address;
  }

  /** All variables that configure the Kafka clients, unread. */
  public Map<String, String> kafkaVariables() {
    Map<String, String> found = new TreeMap<>();
    environment.forEach((key, value) -> {
      if (key.startsWith("KAFKA_") && !value.isBlank()) {
        found.put(key, value);
      }
    });
    return found;
  }

  /** One line for each variable, for the log, in order of the names; secrets are masked. */
  public static List<String> described(Map<String, String> variables) {
    return new TreeMap<>(variables)
        .entrySet().stream()
            .map(each -> each.getKey() + "=" + (isSecret(each.getKey()) ? "***" : each.getValue()))
            .toList();
  }

  private static boolean isSecret(String key) {
    return !key.endsWith(FILE_SUFFIX) && SECRET_NAME.matcher(key).find();
  }

  /**
   * Notes every variable with the prefix that is no setting, with the nearest name.
   *
   * @param prefix such as {@code SPRINTCAP_}
   * @param known all settings that may have it
   */
  public void refuseUnknown(String prefix, Collection<? extends Setting> known) {
    List<String> names = known.stream().map(Setting::key).toList();
    for (String key : environment.keySet()) {
      if (key.startsWith(prefix) && !names.contains(withoutFileSuffix(key))) {
        problems.add(
            NearestName.of(key, names)
                .map(near -> "%s is not a setting; did you mean %s?".formatted(key, near))
                .orElseGet(() -> "%s is not a setting; known are %s".formatted(key, names)));
      }
    }
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsException with every problem noted, where there is one
   */
  public void refuseProblems() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Optional<String> given(Setting setting) {
    String key = setting.key();
    Optional<String> direct = nonBlank(key);
    Optional<String> file = nonBlank(key + FILE_SUFFIX);
    if (direct.isPresent() && file.isPresent()) {
      problems.add("%s and %s%s are both set: keep one".formatted(key, key, FILE_SUFFIX));
    }
    return direct.or(() -> file.flatMap(path -> contentOf(key + FILE_SUFFIX, path)));
  }

  private Optional<String> nonBlank(String key) {
    return Optional.ofNullable(environment.get(key)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private Optional<String> contentOf(String key, String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > SECRET_FILE_BYTES) {
        problems.add(
            "%s=%s: expected a file of at most %d bytes".formatted(key, file, SECRET_FILE_BYTES));
        return Optional.empty();
      }
      return Optional.of(Files.readString(path, StandardCharsets.UTF_8).strip());
    } catch (IOException | InvalidPathException e) {
      problems.add("%s=%s: expected a readable text file".formatted(key, file));
      return Optional.empty();
    }
  }

  private static String withoutFileSuffix(String key) {
    return key.endsWith(FILE_SUFFIX) ? key.substring(0, key.length() - FILE_SUFFIX.length()) : key;
  }
}
