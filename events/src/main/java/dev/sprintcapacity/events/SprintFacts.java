package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The eight fields that describe a sprint, in the order they have on the wire.
 *
 * @param sprintId the sprint's id, the key of its records
 * @param sprintName the sprint's name, as in {@code Sprint 25-01}
 * @param sprintNumber the sprint's number, as in {@code 25-01}
 * @param teamMembersCount people in the team, 0 to {@value TeamMember#MAX_TEAM}
 * @param startDate the first day
 * @param endDate the last day, after the first
 * @param sprintDuration working days after holidays, 0 to {@value #MAX_DURATION}
 * @param confidencePercentage 0 to 100 with at most two decimals; kept with one decimal where one
 *     is enough, so that 90 is written as {@code 90.0}
 * @since 0.1.0
 */
public record SprintFacts(
    String sprintId,
    String sprintName,
    String sprintNumber,
    int teamMembersCount,
    LocalDate startDate,
    LocalDate endDate,
    int sprintDuration,
    BigDecimal confidencePercentage) {
  /** The longest name of a sprint, in characters. */
  public static final int MAX_SPRINT_NAME_LENGTH = 100;

  /** The longest sprint, in days. */
  public static final int MAX_DURATION = 366;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{2}-[0-9]{2}|25-[A-Za-z0-9-]{1,36}");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Checks every field and normalises the percentage. */
  public SprintFacts {
    Checks.id("sprint_id", sprintId);
    Checks.text("sprint_name", sprintName, MAX_SPRINT_NAME_LENGTH);
    if (!isNumber(Objects.requireNonNull(sprintNumber, "sprint_number"))) {
      throw new EventFormatException(
          "sprint_number must look like 25-01, but is " + Checks.shortened(sprintNumber));
    }
    Checks.between("team_members_count", teamMembersCount, 0, TeamMember.MAX_TEAM);
    Checks.date("start_date", startDate);
    Checks.date("end_date", endDate);
    if (!endDate.isAfter(startDate)) {
      throw new EventFormatException(
          "end_date must be after start_date %s, but is %s".formatted(startDate, endDate));
    }
    Checks.between("sprint_duration", sprintDuration, 0, MAX_DURATION);
    confidencePercentage = percentage(confidencePercentage);
  }

  /** Nearly all are two digits, a dash, two digits: for these no pattern is needed. */
  private static boolean isNumber(String text) {
    return (text.length() == 5
            && isDigit(text.charAt(0))
            && isDigit(text.charAt(1))
            && text.charAt(2) == '-'
            && isDigit(text.charAt(3))
            && isDigit(text.charAt(4)))
        || NUMBER.matcher(text).matches();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BigDecimal percentage(BigDecimal value) {
    Objects.requireNonNull(value, "confidence_percentage");
    if (value.signum() < 0 || value.compareTo(HUNDRED) > 0) {
      throw new EventFormatException("confidence_percentage must be 0 to 100, but is " + value);
    }
    if (value.scale() == 1) {
      return value;
    }
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() > 2) {
      throw new EventFormatException(
          "confidence_percentage must have at most 2 decimals, but is " + value);
    }
    return plain.setScale(Math.max(1, plain.scale()), RoundingMode.UNNECESSARY);
  }
}
