package dev.sprintcapacity.domain.capacity;

import dev.sprintcapacity.domain.InvalidValueException;
import dev.sprintcapacity.domain.Percentage;
import dev.sprintcapacity.domain.people.MemberId;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What one member can give to a sprint.
 *
 * @param memberId whose capacity it is
 * @param memberName that member's name
 * @param availableDays working days without leave, never negative
 * @param vacationDays working days of the sprint on leave, each counted once
 * @param confidence the member's own or else the sprint's
 * @param adjustedCapacity available days times confidence, rounded half up to two decimals
 */
public record MemberCapacity(
    MemberId memberId,
    String memberName,
    int availableDays,
    int vacationDays,
    Percentage confidence,
    BigDecimal adjustedCapacity) {

  /**
   * @throws InvalidValueException if a number is negative
   */
  public MemberCapacity {
    Objects.requireNonNull(memberId, "memberId");
    Objects.requireNonNull(memberName, "memberName");
    Objects.requireNonNull(confidence, "confidence");
    if (availableDays < 0 || vacationDays < 0 || adjustedCapacity.signum() < 0) {
      throw new InvalidValueException(
          "Capacity of %s must not be negative, but is %d available, %d on leave, %s adjusted: count again"
              .formatted(memberId.value(), availableDays, vacationDays, adjustedCapacity));
    }
  }
}
