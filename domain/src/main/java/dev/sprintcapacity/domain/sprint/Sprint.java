package dev.sprintcapacity.domain.sprint;

import java.time.Instant;

/**
 * A sprint in one of its states. Closed, because each state allows other changes: a plan can be
 * revised until the sprint is completed, only a planned sprint can start, only an active one can be
 * completed. What a state does not allow, its type does not offer.
 *
 * <p>All times are kept in microseconds, the precision of the store and of events. Within a sprint
 * they never run backwards, even where the clock does: a change that claims to be older than the
 * last one gets the last one's time.
 */
public sealed interface Sprint permits PlannedSprint, ActiveSprint, CompletedSprint {

  /** The sprint's identity. */
  SprintId id();

  /** The plan as it stands. */
  SprintPlan plan();

  /** When the sprint was planned first. */
  Instant createdAt();

  /** When the sprint last changed in any way, its state included. */
  Instant updatedAt();

  /** The state by name. */
  SprintStatus status();
}
