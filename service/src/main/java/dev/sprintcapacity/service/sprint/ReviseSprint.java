package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.ActiveSprint;
import dev.sprintcapacity.domain.sprint.CompletedSprint;
import dev.sprintcapacity.domain.sprint.PlanDifference;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.Sprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintPlan;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.service.publication.SprintEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes the plan of a sprint. People are resolved outside of the transaction, from the sprint as
 * it was read; where another instance changed it before the lock was ours, everything is read
 * again. Thread-safe.
 */
public final class ReviseSprint {

  /** Changes within this instance queue up at the gate, so only other instances can be faster. */
  private static final int MOST_ATTEMPTS = 20;

  private final SprintStore sprints;
  private final SprintWrites writes;
  private final Plans plans;
  private final SprintEvents events;
  private final InstantSource clock;
  private final SprintGate gate = new SprintGate();

  /** A use case made of these parts. */
  public ReviseSprint(SprintParts parts) {
    this.sprints = parts.sprints();
    this.writes = parts.writes();
    this.plans = new Plans(parts.people(), parts.ids());
    this.events = parts.events();
    this.clock = parts.clock();
  }

  /** Changes the plan to what the revision makes of it. */
  public SprintOutcome revise(SprintId id, Revision revision, WriteRequest request) {
    return gate.pass(id, () -> reviseInTurn(id, revision, request));
  }

  private SprintOutcome reviseInTurn(SprintId id, Revision revision, WriteRequest request) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<StoredSprint> found = sprints.find(id);
      if (found.isEmpty()) {
        return new SprintOutcome.Refused(new Refusal.UnknownSprint(id.value()));
      }
      Optional<SprintOutcome> outcome =
          SprintWrites.otherVersion(found.get(), request.condition())
              .or(() -> revised(found.get(), revision, request));
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return new SprintOutcome.Refused(new Refusal.SprintBusy());
  }

  /** Empty where the sprint was changed meanwhile. */
  private Optional<SprintOutcome> revised(
      StoredSprint before, Revision revision, WriteRequest request) {
    if (before.sprint() instanceof CompletedSprint) {
      return refused(new Refusal.AlreadyCompleted());
    }
    return switch (revision.of(before.sprint())) {
      case SprintReading.Invalid invalid ->
          refused(new Refusal.InvalidContent(invalid.violations()));
      case SprintReading.Valid valid ->
          switch (plans.planOf(valid.sprint(), Optional.of(before.sprint().plan()))) {
            case PlanReading.Impossible impossible ->
                refused(new Refusal.InvalidContent(impossible.violations()));
            case PlanReading.Made made -> replaced(before, made.plan(), request);
          };
    };
  }

  private Optional<SprintOutcome> replaced(
      StoredSprint before, SprintPlan plan, WriteRequest request) {
    PlanDifference difference = PlanDifference.between(before.sprint().plan(), plan);
    if (difference.isEmpty()) {
      return Optional.of(new SprintOutcome.Unchanged(before));
    }
    Instant now = clock.instant();
    return switch (before.sprint()) {
      case PlannedSprint planned -> written(before, planned.revise(plan, now), difference, request);
      case ActiveSprint active -> written(before, active.revise(plan, now), difference, request);
      case CompletedSprint completed -> refused(new Refusal.AlreadyCompleted());
    };
  }

  private Optional<SprintOutcome> written(
      StoredSprint before, Sprint after, PlanDifference difference, WriteRequest request) {
    List<EncodedEvent> told =
        events.revised(after, difference, before.lastSequence(), request.traceparent());
    return writes.inTransactionIfStill(
        request,
        () -> {
          Optional<StoredSprint> locked = sprints.lock(after.id());
          if (locked.isEmpty()) {
            return refused(new Refusal.UnknownSprint(after.id().value()));
          }
          return locked.get().version() == before.version()
              ? Optional.of(SprintWrites.outcome(sprints.replace(locked.get(), after, told), told))
              : Optional.empty();
        });
  }

  private static Optional<SprintOutcome> refused(Refusal reason) {
    return Optional.of(new SprintOutcome.Refused(reason));
  }
}
