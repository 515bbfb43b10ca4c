package dev.sprintcapacity.domain.calendar;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Limits;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Days from the first to the last, both counted.
 *
 * @param first the first day, not before {@link Limits#FIRST_DATE}
 * @param last the last day, not before the first and not after {@link Limits#LAST_DATE}
 */
public record DateRange(LocalDate first, LocalDate last) {

  /**
   * @throws InvalidValueException if a date is out of bounds or the last is before the first
   */
  public DateRange {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(last, "last");
    InvalidValueException.throwIf("First date", problemIn(first));
    InvalidValueException.throwIf("Last date", problemIn(last));
    InvalidValueException.throwIf("Last date", problemInOrder(first, last));
  }

  /**
   * What is wrong with a date on its own, as the rest of a sentence that begins with the name of
   * the field; empty where nothing is.
   */
  public static Optional<String> problemIn(LocalDate date) {
    return date.isBefore(Limits.FIRST_DATE) || date.isAfter(Limits.LAST_DATE)
        ? Optional.of(
            "must be from %s to %s, but is %s: check the year"
                .formatted(Limits.FIRST_DATE, Limits.LAST_DATE, date))
        : Optional.empty();
  }

  /**
   * What is wrong with the last date seen from the first, as the rest of a sentence that begins
   * with the name of the last date's field; empty where nothing is.
   */
  public static Optional<String> problemInOrder(LocalDate first, LocalDate last) {
    return last.isBefore(first)
        ? Optional.of(
            "must not be before the first date %s, but is %s: swap the two or correct one"
                .formatted(first, last))
        : Optional.empty();
  }

  /** How many days there are, weekends included. */
  public int days() {
    return (int) ChronoUnit.DAYS.between(first, last) + 1;
  }

  /** Whether the date is one of these days. */
  public boolean contains(LocalDate date) {
    return !date.isBefore(first) && !date.isAfter(last);
  }
}
