package dev.sprintcapacity.consumers.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What the last events say of one sprint.
 *
 * @param sprintId the sprint
 * @param sprintName its name
 * @param sprintNumber its number, as in {@code 25-01}
 * @param state where it is in its life
 * @param startDate the first day
 * @param endDate the last day
 * @param workingDays days without weekends and holidays
 * @param confidencePercentage 0 to 100
 * @param teamSize people
 * @param capacityDays team size × working days × confidence / 100, rounded half up to two decimals;
 *     before leave, of which events do not tell
 * @param createdAt time of its first event
 * @param updatedAt time of its last event
 */
public record SprintFigures(
    String sprintId,
    String sprintName,
    String sprintNumber,
    SprintState state,
    LocalDate startDate,
    LocalDate endDate,
    int workingDays,
    BigDecimal confidencePercentage,
    int teamSize,
    BigDecimal capacityDays,
    Instant createdAt,
    Instant updatedAt) {}
