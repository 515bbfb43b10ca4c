package dev.sprintcapacity.consumer.internal.settings;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.events.KafkaEnvironment;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of a consumer from environment variables. Whatever is wrong is kept, none is thrown. */
public final class EnvironmentSettings {
  private static final String PREFIX = "SPRINTCAP_CONSUMER_";
  private static final String RETRY_MAX_ATTEMPTS = "RETRY_MAX_ATTEMPTS";
  private static final String AFTER_LAST_ATTEMPT = "AFTER_LAST_ATTEMPT";
  private static final List<String> NUMBERS =
      List.of("MAX_CONCURRENCY", "MAX_RECORDS_IN_MEMORY", "COMMIT_RECORDS", RETRY_MAX_ATTEMPTS);
  private static final List<String> DURATIONS =
      List.of("INLINE_UP_TO", "COMMIT_INTERVAL", "HANDOVER_LIMIT");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "us", ChronoUnit.MICROS,
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  private final Map<String, Object> client = new HashMap<>();
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Duration> durations = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private Optional<AfterLastAttempt> afterLast = Optional.empty();

  /** Reads all variables. */
  public EnvironmentSettings(Map<String, String> env) {
    problems.addAll(KafkaEnvironment.problems(env));
    if (problems.isEmpty()) {
      client.putAll(KafkaEnvironment.clientProperties(env));
      client.keySet().retainAll(ConsumerConfig.configNames());
    }
    env.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        texts.put(name.substring(PREFIX.length()), value.strip());
      }
    });
    texts.forEach(this::read);
  }

  private void read(String name, String value) {
    if (NUMBERS.contains(name)) {
      keep(
          numbers,
          name,
          value,
          "a whole number from 1, such as 1000",
          EnvironmentSettings::wholeNumber);
    } else if (DURATIONS.contains(name)) {
      keep(
          durations,
          name,
          value,
          "a number and us, ms, s, m or h",
          EnvironmentSettings::durationWithUnit);
    } else if (name.equals(AFTER_LAST_ATTEMPT)) {
      afterLast = policy(value);
      if (afterLast.isEmpty()) {
        problem(name, value, "park-key, dead-letter or stop");
      }
    } else if (!name.equals("TOPICS")) {
      List<String> known = new ArrayList<>(List.of("TOPICS", AFTER_LAST_ATTEMPT));
      known.addAll(NUMBERS);
      known.addAll(DURATIONS);
      problems.add(
          PREFIX
              + name
              + " is no setting"
              + NearestName.to(name, known)
                  .map(near -> ": did you mean %s%s?".formatted(PREFIX, near))
                  .orElse(""));
    }
  }

  private <T> void keep(
      Map<String, T> target,
      String name,
      String value,
      String expected,
      Function<String, Optional<T>> reader) {
    Optional<T> read = reader.apply(value);
    read.ifPresentOrElse(found -> target.put(name, found), () -> problem(name, value, expected));
  }

  private void problem(String name, String value, String expected) {
    problems.add("%s%s: must be %s, but is '%s'".formatted(PREFIX, name, expected, value));
  }

  private static Optional<Integer> wholeNumber(String text) {
    return text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static Optional<Duration> durationWithUnit(String text) {
    Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2))))
        : Optional.empty();
  }

  private static Optional<AfterLastAttempt> policy(String text) {
    return Arrays.stream(AfterLastAttempt.values())
        .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
        .findFirst();
  }

  /** Client settings, but for the group. */
  public Map<String, Object> client() {
    Map<String, Object> withoutGroup = new HashMap<>(client);
    withoutGroup.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return withoutGroup;
  }

  /** The consumer group. */
  public Optional<String> group() {
    return Optional.ofNullable(client.get(ConsumerConfig.GROUP_ID_CONFIG)).map(Object::toString);
  }

  /** A setting that is a list. */
  public Optional<List<String>> texts(String name) {
    return Optional.ofNullable(texts.get(name))
        .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  /** A setting that is a number. */
  public Optional<Integer> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  /** A setting that is a duration. */
  public Optional<Duration> duration(String name) {
    return Optional.ofNullable(durations.get(name));
  }

  /** A policy, with what the environment says otherwise. */
  public RetryPolicy retry(RetryPolicy otherwise) {
    return new RetryPolicy(
        numbers.getOrDefault(RETRY_MAX_ATTEMPTS, otherwise.maxAttempts()),
        otherwise.first(),
        otherwise.factor(),
        otherwise.longest(),
        otherwise.jitter(),
        afterLast.orElse(otherwise.afterLast()));
  }

  /** One sentence per problem. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
