package dev.sprintcapacity.domain.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Limits;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.calendar.DateRange;
import dev.sprintcapacity.domain.calendar.Holiday;
import dev.sprintcapacity.domain.calendar.WorkingCalendar;
import dev.sprintcapacity.domain.people.Member;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything people decide about a sprint.
 *
 * @param number its number
 * @param dates its first and last day; the last is after the first, and there are at most {@link
 *     Limits#SPRINT_DAYS} days
 * @param confidence the share of the capacity to count on, where a member has none of its own
 * @param team at most {@link Limits#TEAM} members with distinct ids
 * @param holidays at most {@link Limits#HOLIDAYS} with distinct ids; dates may repeat
 */
public record SprintPlan(
    SprintNumber number,
    DateRange dates,
    Percentage confidence,
    List<Member> team,
    List<Holiday> holidays) {

  /**
   * @throws InvalidValueException if the dates are too close or too far apart, or if there are too
   *     many members or holidays, or two with one id
   */
  public SprintPlan {
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(confidence, "confidence");
    InvalidValueException.throwIf("Sprint end date", problemInDates(dates.first(), dates.last()));
    team = List.copyOf(team);
    holidays = List.copyOf(holidays);
    requireFew("members", team.size(), Limits.TEAM);
    requireFew("holidays", holidays.size(), Limits.HOLIDAYS);
    requireDistinct("member", team.stream().map(member -> member.id().value()).toList());
    requireDistinct("holiday", holidays.stream().map(holiday -> holiday.id().value()).toList());
  }

  /**
   * What is wrong with the end date seen from the start, as the rest of a sentence that begins with
   * the name of the end date's field; empty where nothing is.
   */
  public static Optional<String> problemInDates(LocalDate start, LocalDate end) {
    if (!end.isAfter(start)) {
      return Optional.of(
          "must be after the start date %s, but is %s: move one of them".formatted(start, end));
    }
    return ChronoUnit.DAYS.between(start, end) >= Limits.SPRINT_DAYS
        ? Optional.of(
            "must be at most %d days from the start date %s, both counted, but is %s: plan a shorter sprint"
                .formatted(Limits.SPRINT_DAYS, start, end))
        : Optional.empty();
  }

  /** The name people read, such as {@code Sprint 25-01}. */
  public String name() {
    return "Sprint " + number.value();
  }

  /** Mondays to Fridays of the sprint that are no holidays. */
  public int workingDays() {
    return WorkingCalendar.of(dates, holidays).workingDays();
  }

  private static void requireFew(String what, int size, int most) {
    if (size > most) {
      throw new InvalidValueException(
          "A sprint must have at most %d %s, but has %d: remove some or plan two sprints"
              .formatted(most, what, size));
    }
  }

  private static void requireDistinct(String what, List<String> ids) {
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!seen.add(id)) {
        throw new InvalidValueException(
            "A sprint must have each %s once, but has %s twice: remove one of the two"
                .formatted(what, id));
      }
    }
  }
}
