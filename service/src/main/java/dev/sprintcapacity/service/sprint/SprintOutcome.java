package dev.sprintcapacity.service.sprint;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.idempotency.StoredResponse;
import dev.sprintcapacity.postgres.sprint.StoredSprint;
import java.util.List;

/** What came of a write. Closed, because HTTP has to answer each case. */
public sealed interface SprintOutcome {

  /**
   * The sprint changed and its events are stored with it.
   *
   * @param stored the sprint as it is now
   * @param events of this change, in order
   */
  record Changed(StoredSprint stored, List<EncodedEvent> events) implements SprintOutcome {
    public Changed {
      events = List.copyOf(events);
    }
  }

  /**
   * The sprint already was what it was asked to become; nothing was written.
   *
   * @param stored the sprint as it is
   */
  record Unchanged(StoredSprint stored) implements SprintOutcome {}

  /**
   * The sprint is gone.
   *
   * @param events of this change
   */
  record Deleted(List<EncodedEvent> events) implements SprintOutcome {
    public Deleted {
      events = List.copyOf(events);
    }
  }

  /**
   * The same request was answered before; nothing was done again.
   *
   * @param response what was answered
   */
  record Replayed(StoredResponse response) implements SprintOutcome {}

  /**
   * Nothing was written.
   *
   * @param reason why
   */
  record Refused(Refusal reason) implements SprintOutcome {}
}
