package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.domain.sprint.SprintId;
import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.sprint.SprintStore;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import dev.sprintcapacity.service.publication.SprintEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes a sprint in any state; its events stay. Thread-safe. */
public final class DeleteSprint {

  private final SprintStore sprints;
  private final SprintWrites writes;
  private final SprintEvents events;
  private final InstantSource clock;

  /** A use case made of these parts. */
  public DeleteSprint(SprintParts parts) {
    this.sprints = parts.sprints();
    this.writes = parts.writes();
    this.events = parts.events();
    this.clock = parts.clock();
  }

  /** Removes the sprint. */
  public SprintOutcome delete(SprintId id, WriteRequest request) {
    return writes.changeLocked(id, request, locked -> deleted(locked, request.traceparent()));
  }

  private SprintOutcome deleted(StoredSprint locked, @Nullable String traceparent) {
    Instant now = clock.instant();
    Instant last = locked.sprint().updatedAt();
    List<EncodedEvent> told =
        events.deleted(
            locked.sprint(), now.isBefore(last) ? last : now, locked.lastSequence(), traceparent);
    sprints.delete(locked, told);
    return new SprintOutcome.Deleted(told);
  }
}
