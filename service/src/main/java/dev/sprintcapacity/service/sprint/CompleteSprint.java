package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.ActiveSprint;
import dev.sprintcapacity.domain.sprint.CompletedSprint;
import dev.sprintcapacity.domain.sprint.PlannedSprint;
import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.domain.sprint.SprintStatus;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.service.publication.SprintEvents;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Completes an active sprint. Thread-safe. */
public final class CompleteSprint {

  private final SprintStore sprints;
  private final SprintWrites writes;
  private final SprintEvents events;
  private final InstantSource clock;

  /** A use case made of these parts. */
  public CompleteSprint(SprintParts parts) {
    this.sprints = parts.sprints();
    this.writes = parts.writes();
    this.events = parts.events();
    this.clock = parts.clock();
  }

  /** Completes the sprint. */
  public SprintOutcome complete(SprintId id, WriteRequest request) {
    return writes.changeLocked(id, request, locked -> completed(locked, request.traceparent()));
  }

  private SprintOutcome completed(StoredSprint locked, @Nullable String traceparent) {
    return switch (locked.sprint()) {
      case ActiveSprint active -> {
        CompletedSprint over = active.complete(clock.instant());
        List<EncodedEvent> told = events.completed(over, locked.lastSequence(), traceparent);
        yield SprintWrites.outcome(sprints.replace(locked, over, told), told);
      }
      case PlannedSprint planned -> notActive(planned.status());
      case CompletedSprint completed -> notActive(completed.status());
    };
  }

  private static SprintOutcome notActive(SprintStatus status) {
    return new SprintOutcome.Refused(new Refusal.NotActive(status));
  }
}
