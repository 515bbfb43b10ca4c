package dev.sprintcapacity.domain.capacity;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Percentage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * What a team can give to a sprint.
 *
 * @param totalWorkingDays Mondays to Fridays of the sprint that are no holidays
 * @param totalCapacityDays sum of the members' available days
 * @param adjustedTotalCapacity sum of the members' available days times their confidence, rounded
 *     half up to two decimals only after summing
 * @param teamSize number of members
 * @param holidaysCount distinct holiday dates on a Monday to Friday of the sprint
 * @param vacationDaysCount sum of the members' vacation days
 * @param confidence the sprint's
 * @param formula the calculation in words and numbers, for people
 * @param members one for each member, in the order of the team
 */
public record SprintCapacity(
    int totalWorkingDays,
    int totalCapacityDays,
    BigDecimal adjustedTotalCapacity,
    int teamSize,
    int holidaysCount,
    int vacationDaysCount,
    Percentage confidence,
    String formula,
    List<MemberCapacity> members) {

  /**
   * @throws InvalidValueException if a number is negative or a total is not the sum of the members
   */
  public SprintCapacity {
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(formula, "formula");
    members = List.copyOf(members);
    requireNotNegative("totalWorkingDays", totalWorkingDays);
    requireNotNegative("holidaysCount", holidaysCount);
    requireNotNegative("adjustedTotalCapacity", adjustedTotalCapacity.signum());
    requireEqual("teamSize", teamSize, members.size());
    requireEqual(
        "totalCapacityDays",
        totalCapacityDays,
        members.stream().mapToInt(MemberCapacity::availableDays).sum());
    requireEqual(
        "vacationDaysCount",
        vacationDaysCount,
        members.stream().mapToInt(MemberCapacity::vacationDays).sum());
  }

  private static void requireNotNegative(String what, int value) {
    if (value < 0) {
      throw new InvalidValueException(
          "%s must not be negative, but is %d: count again".formatted(what, value));
    }
  }

  private static void requireEqual(String what, int value, int ofMembers) {
    if (value != ofMembers) {
      throw new InvalidValueException(
          "%s must be %d as the members have it, but is %d: count again"
              .formatted(what, ofMembers, value));
    }
  }
}
