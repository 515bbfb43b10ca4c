package dev.sprintcapacity.domain.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How sprints keep time. */
final class SprintTimes {

  private SprintTimes() {}

  static Instant toMicros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  static void requireOrder(
      SprintId id, String beforeName, Instant before, String afterName, Instant after) {
    if (after.isBefore(before)) {
      throw new InvalidValueException(
          "Sprint %s must have %s not before %s %s, but it is %s: check where these times come from"
              .formatted(id.value(), afterName, beforeName, before, after));
    }
  }
}
