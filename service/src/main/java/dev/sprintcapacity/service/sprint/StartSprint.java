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

/** Starts a planned sprint. Thread-safe. */
public final class StartSprint {

  private final SprintStore sprints;
  private final SprintWrites writes;
  private final SprintEvents events;
  private final InstantSource clock;

  /** A use case made of these parts. */
  public StartSprint(SprintParts parts) {
    this.sprints = parts.sprints();
    this.writes = parts.writes();
    this.events = parts.events();
    this.clock = parts.clock();
  }

  /** Starts the sprint. */
  public SprintOutcome start(SprintId id, WriteRequest request) {
    return writes.changeLocked(id, request, locked -> started(locked, request.traceparent()));
  }

  private SprintOutcome started(StoredSprint locked, @Nullable String traceparent) {
    return switch (locked.sprint()) {
      case PlannedSprint planned -> {
        ActiveSprint active = planned.start(clock.instant());
        List<EncodedEvent> told = events.started(active, locked.lastSequence(), traceparent);
        yield SprintWrites.outcome(sprints.replace(locked, active, told), told);
      }
      case ActiveSprint active -> notPlanned(active.status());
      case CompletedSprint completed -> notPlanned(completed.status());
    };
  }

  private static SprintOutcome notPlanned(SprintStatus status) {
    return new SprintOutcome.Refused(new Refusal.NotPlanned(status));
  }
}
