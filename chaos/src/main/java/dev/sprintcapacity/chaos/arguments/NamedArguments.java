package dev.sprintcapacity.chaos.arguments;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Arguments, each {@code --name=value}; one that is not given has a default. */
public final class NamedArguments {
  private final Map<String, String> given = new HashMap<>();

  private NamedArguments() {}

  /**
   * Reads the arguments.
   *
   * @param names that are known
   * @throws IllegalArgumentException where one is not known
   */
  public static NamedArguments parse(List<String> arguments, Set<String> names) {
    NamedArguments parsed = new NamedArguments();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? "" : argument.substring(0, equals).replaceFirst("^--", "");
      if (!names.contains(name)) {
        throw new IllegalArgumentException("what is " + argument + "?");
      }
      parsed.given.put(name, argument.substring(equals + 1));
    }
    return parsed;
  }

  /**
   * What words stand for that are separated by commas.
   *
   * @param what one of them is, for people
   * @throws IllegalArgumentException where one stands for nothing
   */
  public <T> List<T> words(
      String name, String otherwise, String what, Function<String, Optional<T>> meaning) {
    return Arrays.stream(text(name, otherwise).split(",", -1))
        .map(word ->
            meaning
                .apply(word)
                .orElseThrow(() ->
                    new IllegalArgumentException("there is no %s called %s".formatted(what, word))))
        .toList();
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException where it is none
   */
  public int number(String name, int otherwise) {
    try {
      return given.containsKey(name) ? Integer.parseInt(text(name, "")) : otherwise;
    } catch (NumberFormatException e) {
      throw notWhole(name, e);
    }
  }

  /**
   * A seed; one of chance where none is given.
   *
   * @throws IllegalArgumentException where it is no number
   */
  public long seed(String name) {
    try {
      return given.containsKey(name)
          ? Long.parseLong(text(name, ""))
          : new SecureRandom().nextInt(Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw notWhole(name, e);
    }
  }

  /**
   * A duration in the form of ISO 8601.
   *
   * @throws IllegalArgumentException where it is none
   */
  public Duration duration(String name, String otherwise) {
    String text = text(name, otherwise);
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--%s must be a duration such as PT10S, but is %s".formatted(name, text), e);
    }
  }

  /** Whether it is {@code true}; it is not where it is not given. */
  public boolean isTrue(String name) {
    return Boolean.parseBoolean(text(name, "false"));
  }

  /** Whether it is given. */
  public boolean has(String name) {
    return given.containsKey(name);
  }

  /** A text as it is given. */
  public String text(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  private IllegalArgumentException notWhole(String name, NumberFormatException e) {
    return new IllegalArgumentException(
        "--%s must be a whole number, but is %s".formatted(name, text(name, "")), e);
  }
}
