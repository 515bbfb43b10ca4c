package dev.sprintcapacity.consumers.analytics;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A sprint as it was right after one of its events.
 *
 * @param at time of the event
 * @param sequence place of the event among those of its sprint
 * @param eventType such as {@code sprint.updated}
 * @param teamSize people
 * @param workingDays days without weekends and holidays
 * @param confidencePercentage 0 to 100
 * @param capacityDays as in {@link SprintFigures#capacityDays}
 */
public record HistoryPoint(
    Instant at,
    long sequence,
    String eventType,
    int teamSize,
    int workingDays,
    BigDecimal confidencePercentage,
    BigDecimal capacityDays) {}
