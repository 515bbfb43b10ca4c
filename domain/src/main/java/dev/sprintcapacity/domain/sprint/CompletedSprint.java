package dev.sprintcapacity.domain.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import java.time.Instant;
import java.util.Objects;

/**
 * A sprint that is over. Nothing about it can change any more; it can only be deleted.
 *
 * @param id its identity
 * @param plan the plan as it stood at the end
 * @param createdAt when it was planned first
 * @param updatedAt when it last changed, not before {@code completedAt}
 * @param startedAt when it started, not before {@code createdAt}
 * @param completedAt when it was completed, not before {@code startedAt}
 */
public record CompletedSprint(
    SprintId id,
    SprintPlan plan,
    Instant createdAt,
    Instant updatedAt,
    Instant startedAt,
    Instant completedAt)
    implements Sprint {

  /**
   * @throws InvalidValueException if the times are out of order
   */
  public CompletedSprint {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(plan, "plan");
    createdAt = SprintTimes.toMicros(createdAt);
    updatedAt = SprintTimes.toMicros(updatedAt);
    startedAt = SprintTimes.toMicros(startedAt);
    completedAt = SprintTimes.toMicros(completedAt);
    SprintTimes.requireOrder(id, "createdAt", createdAt, "startedAt", startedAt);
    SprintTimes.requireOrder(id, "startedAt", startedAt, "completedAt", completedAt);
    SprintTimes.requireOrder(id, "completedAt", completedAt, "updatedAt", updatedAt);
  }

  @Override
  public SprintStatus status() {
    return SprintStatus.COMPLETED;
  }
}
