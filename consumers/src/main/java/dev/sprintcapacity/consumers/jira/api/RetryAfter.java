package dev.sprintcapacity.consumers.jira.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Reads {@code Retry-After}: seconds, or a date of HTTP. */
final class RetryAfter {

  /** Where Jira names none, or one that cannot be read. */
  static final Duration DEFAULT = Duration.ofSeconds(30);

  /** Whatever Jira says, it is asked again after so long. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /** The pause, from 1 s to 10 minutes. */
  static Duration read(String text, Instant now) {
    Duration asked = asked(text.strip(), now);
    if (asked.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  private static Duration asked(String text, Instant now) {
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      return Duration.between(
          now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return DEFAULT;
    }
  }
}
