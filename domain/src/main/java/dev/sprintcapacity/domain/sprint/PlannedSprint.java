package dev.sprintcapacity.domain.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import java.time.Instant;
import java.util.Objects;

/**
 * A sprint that has not started.
 *
 * @param id its identity
 * @param plan the plan as it stands
 * @param createdAt when it was planned first
 * @param updatedAt when it last changed, not before {@code createdAt}
 */
public record PlannedSprint(SprintId id, SprintPlan plan, Instant createdAt, Instant updatedAt)
    implements Sprint {

  /**
   * @throws InvalidValueException if the times are out of order
   */
  public PlannedSprint {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(plan, "plan");
    createdAt = SprintTimes.toMicros(createdAt);
    updatedAt = SprintTimes.toMicros(updatedAt);
    SprintTimes.requireOrder(id, "createdAt", createdAt, "updatedAt", updatedAt);
  }

  /** This sprint with another plan. */
  public PlannedSprint revise(SprintPlan newPlan, Instant now) {
    return new PlannedSprint(id, newPlan, createdAt, SprintTimes.later(now, updatedAt));
  }

  /** This sprint, started. */
  public ActiveSprint start(Instant now) {
    Instant startedAt = SprintTimes.later(now, updatedAt);
    return new ActiveSprint(id, plan, createdAt, startedAt, startedAt);
  }

  @Override
  public SprintStatus status() {
    return SprintStatus.PLANNED;
  }
}
