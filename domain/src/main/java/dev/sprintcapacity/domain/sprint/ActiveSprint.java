package dev.sprintcapacity.domain.sprint;

import dev.sprintcapacity.domain.InvalidValueException;
import java.time.Instant;
import java.util.Objects;

/**
 * A sprint that the team works on.
 *
 * @param id its identity
 * @param plan the plan as it stands
 * @param createdAt when it was planned first
 * @param updatedAt when it last changed, not before {@code startedAt}
 * @param startedAt when it started, not before {@code createdAt}
 */
public record ActiveSprint(
    SprintId id, SprintPlan plan, Instant createdAt, Instant updatedAt, Instant startedAt)
    implements Sprint {

  /**
   * @throws InvalidValueException if the times are out of order
   */
  public ActiveSprint {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(plan, "plan");
    createdAt = SprintTimes.toMicros(createdAt);
    updatedAt = SprintTimes.toMicros(updatedAt);
    startedAt = SprintTimes.toMicros(startedAt);
    SprintTimes.requireOrder(id, "createdAt", createdAt, "startedAt", startedAt);
    SprintTimes.requireOrder(id, "startedAt", startedAt, "updatedAt", updatedAt);
  }

  /** This sprint with another plan. */
  public ActiveSprint revise(SprintPlan newPlan, Instant now) {
    return new ActiveSprint(id, newPlan, createdAt, SprintTimes.later(now, updatedAt), startedAt);
  }

  /** This sprint, completed; its plan can no longer change. */
  public CompletedSprint complete(Instant now) {
    Instant completedAt = SprintTimes.later(now, updatedAt);
    return new CompletedSprint(id, plan, createdAt, completedAt, startedAt, completedAt);
  }

  @Override
  public SprintStatus status() {
    return SprintStatus.ACTIVE;
  }
}
