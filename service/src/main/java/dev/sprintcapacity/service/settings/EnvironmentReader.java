package dev.sprintcapacity.service.settings;

import dev.sprintcapacity.service.text.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads typed values out of the environment and collects every problem on the way. */
final class EnvironmentReader {

  private static final String PREFIX = "SPRINTCAP_";
  private static final String FILE_SUFFIX = "_FILE";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** A mounted secret is a short text; anything longer is the wrong file. */
  private static final long SECRET_FILE_BYTES = 64 * 1024L;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = new TreeMap<>(environment);
  }

  List<String> problems() {
    return problems;
  }

  void problem(String text) {
    problems.add(text);
  }

  /**
   * The value of a setting: the variable, or the file its {@code _FILE} twin names, or the default.
   */
  Optional<String> text(Setting setting) {
    return given(setting).or(setting::defaultText);
  }

  /** Whether the variable or its {@code _FILE} twin is there, readable or not. */
  boolean isGiven(Setting setting) {
    return nonBlank(setting.key()).isPresent() || nonBlank(setting.key() + FILE_SUFFIX).isPresent();
  }

  int wholeNumber(Setting setting, int min, int max) {
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

  boolean trueOrFalse(Setting setting) {
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

  Duration duration(Setting setting, Duration min, Duration max) {
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

  Path folder(Setting setting) {
    String text = text(setting).orElseThrow();
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      problems.add("%s=%s: expected a folder".formatted(setting.key(), text));
      return Path.of(".");
    }
  }

  /** A name that can be part of a Kafka transactional id and a record key. */
  Optional<String> name(Setting setting) {
    Optional<String> text = text(setting);
    if (text.isPresent() && !NAME.matcher(text.get()).matches()) {
      problems.add(
          "%s=%s: expected 1 to 64 letters, digits, dots, dashes or underscores"
              .formatted(setting.key(), text.get()));
    }
    return text;
  }

  /** All variables that configure the Kafka clients, unread. */
  Map<String, String> kafkaVariables() {
    Map<String, String> found = new TreeMap<>();
    environment.forEach((key, value) -> {
      if (key.startsWith("KAFKA_") && !value.isBlank()) {
        found.put(key, value);
      }
    });
    return found;
  }

  /** Every variable under our own prefix that is no setting, with the nearest name. */
  void refuseUnknown() {
    List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
    for (String key : environment.keySet()) {
      if (key.startsWith(PREFIX) && !Setting.isKnown(withoutFileSuffix(key))) {
        problems.add(
            NearestName.of(key, known)
                .map(near -> "%s is not a setting; did you mean %s?".formatted(key, near))
                .orElseGet(() -> "%s is not a setting; known are %s".formatted(key, known)));
      }
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
