package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.service.identity.NewIds;
import dev.sprintcapacity.service.publication.SprintEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Plans a new sprint. Thread-safe. */
public final class CreateSprint {

  private final SprintStore sprints;
  private final SprintWrites writes;
  private final Plans plans;
  private final SprintEvents events;
  private final NewIds ids;
  private final InstantSource clock;

  /** A use case made of these parts. */
  public CreateSprint(SprintParts parts) {
    this.sprints = parts.sprints();
    this.writes = parts.writes();
    this.plans = new Plans(parts.people(), parts.ids());
    this.events = parts.events();
    this.ids = parts.ids();
    this.clock = parts.clock();
  }

  /** Plans the sprint; without an idempotency key in one statement that commits itself. */
  public SprintOutcome create(SprintInput input, WriteRequest request) {
    return switch (plans.planOf(input, Optional.empty())) {
      case PlanReading.Impossible impossible ->
          new SprintOutcome.Refused(new Refusal.InvalidContent(impossible.violations()));
      case PlanReading.Made made -> insert(made.plan(), request);
    };
  }

  private SprintOutcome insert(SprintPlan plan, WriteRequest request) {
    Instant now = clock.instant();
    PlannedSprint sprint = new PlannedSprint(ids.sprint(), plan, now, now);
    List<EncodedEvent> told = events.created(sprint, request.traceparent());
    return request.idempotency().isEmpty()
        ? writes.inOneStatement(() -> SprintWrites.outcome(sprints.insert(sprint, told), told))
        : writes.inTransaction(
            request, () -> SprintWrites.outcome(sprints.insert(sprint, told), told));
  }
}
