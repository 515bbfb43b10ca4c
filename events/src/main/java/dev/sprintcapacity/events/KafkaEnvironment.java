package dev.sprintcapacity.events;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Kafka client settings from environment variables.
 *
 * <ul>
 *   <li>{@code KAFKA_} and a client key in upper case, dots as underscores, sets that key: {@code
 *       KAFKA_SASL_JAAS_CONFIG} sets {@code sasl.jaas.config}.
 *   <li>{@code KAFKA_CONSUMER_GROUP} sets {@code group.id}.
 *   <li>The same name with {@code _FILE} behind it names a file that holds the value, as secrets
 *       are mounted; white space around the value is dropped.
 *   <li>Without {@code KAFKA_BOOTSTRAP_SERVERS}, {@code bootstrap.servers} is {@value
 *       #DEFAULT_BOOTSTRAP_SERVERS}.
 * </ul>
 *
 * <p>Two variables for one key are an error, never a silent choice. Values are passed on as they
 * are: the client knows its own keys best. Messages name variables, keys and paths, never values.
 *
 * @since 0.1.0
 */
public final class KafkaEnvironment {
  /** Where clients connect when nothing else is said. */
  public static final String DEFAULT_BOOTSTRAP_SERVERS = "localhost:9092";

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String PREFIX = "KAFKA_";
  private static final String FILE_SUFFIX = "_FILE";
  private static final Map<String, String> ALIASES = Map.of("consumer.group", "group.id");

  /** Client keys that end in {@code .file} themselves: their variables hold the value. */
  private static final Set<String> KEYS_ENDING_IN_FILE =
      Set.of(
          "sasl.oauthbearer.assertion.file",
          "sasl.oauthbearer.assertion.private.key.file",
          "sasl.oauthbearer.assertion.template.file");

  /** Far more than a key store in PEM form needs; a larger file is the wrong file. */
  private static final long MAX_FILE_BYTES = 1024 * 1024;

  private KafkaEnvironment() {}

  /**
   * The client settings an environment asks for.
   *
   * @param env environment variables; those that do not start with {@code KAFKA_} are ignored
   * @return client keys and their values, ready for any Kafka client; unmodifiable
   * @throws EventFormatException where {@link #problems} finds any; the message lists them all
   */
  public static Map<String, Object> clientProperties(Map<String, String> env) {
    Reading reading = new Reading(env);
    if (!reading.problems.isEmpty()) {
      throw new EventFormatException(reading.problems.stream().collect(joining("; ")));
    }
    return Collections.unmodifiableMap(reading.properties);
  }

  /**
   * Everything that is wrong with the Kafka settings of an environment, in one go.
   *
   * @param env environment variables
   * @return one sentence per problem; empty where {@link #clientProperties} succeeds
   */
  public static List<String> problems(Map<String, String> env) {
    return List.copyOf(new Reading(env).problems);
  }

  private static final class Reading {
    final Map<String, Object> properties = new TreeMap<>();
    final List<String> problems = new ArrayList<>();
    private final Map<String, String> variableByKey = new TreeMap<>();

    Reading(Map<String, String> env) {
      new TreeMap<>(env).forEach(this::variable);
      properties.putIfAbsent(BOOTSTRAP_SERVERS, DEFAULT_BOOTSTRAP_SERVERS);
      if (properties.get(BOOTSTRAP_SERVERS) instanceof String servers && servers.isBlank()) {
        problems.add(
            "%s is empty: set host:port, or remove it to use %s"
                .formatted(variableByKey.get(BOOTSTRAP_SERVERS), DEFAULT_BOOTSTRAP_SERVERS));
      }
    }

    private void variable(String variable, String value) {
      if (!variable.startsWith(PREFIX) || variable.length() == PREFIX.length()) {
        return;
      }
      boolean file =
          variable.endsWith(FILE_SUFFIX) && !KEYS_ENDING_IN_FILE.contains(keyOf(variable));
      String key =
          keyOf(file ? variable.substring(0, variable.length() - FILE_SUFFIX.length()) : variable);
      String other = variableByKey.putIfAbsent(key, variable);
      if (other != null) {
        problems.add("%s and %s both set %s: keep one".formatted(other, variable, key));
      } else if (file) {
        fileContent(variable, key, value);
      } else {
        properties.put(key, value);
      }
    }

    private void fileContent(String variable, String key, String path) {
      try {
        Path file = Path.of(path);
        long bytes = Files.size(file);
        if (bytes > MAX_FILE_BYTES) {
          problems.add(
              "%s: %s has %d bytes, more than the %d that %s may have"
                  .formatted(variable, path, bytes, MAX_FILE_BYTES, key));
        } else {
          properties.put(key, Files.readString(file).strip());
        }
      } catch (NoSuchFileException e) {
        problems.add("%s: there is no file %s to read %s from".formatted(variable, path, key));
      } catch (IOException | InvalidPathException e) {
        problems.add(
            "%s: cannot read %s from %s (%s)"
                .formatted(variable, key, path, e.getClass().getSimpleName()));
      }
    }

    private static String keyOf(String variable) {
      String key = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
      return ALIASES.getOrDefault(key, key);
    }
  }
}
