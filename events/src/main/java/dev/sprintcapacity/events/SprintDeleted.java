package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;

/**
 * A sprint was removed; the last event of its key.
 *
 * @param sprintId the id the sprint had
 * @since 0.1.0
 */
public record SprintDeleted(String sprintId) implements EventData {
  /** Checks the id. */
  public SprintDeleted {
    Checks.id("sprint_id", sprintId);
  }

  @Override
  public EventType type() {
    return EventType.SPRINT_DELETED;
  }
}
