package dev.sprintcapacity.events;

import java.util.Objects;

/**
 * A sprint was planned.
 *
 * @param facts the sprint as it is after the change
 * @since 0.1.0
 */
public record SprintCreated(SprintFacts facts) implements EventData {
  /** Checks that the facts are there. */
  public SprintCreated {
    Objects.requireNonNull(facts, "facts");
  }

  @Override
  public EventType type() {
    return EventType.SPRINT_CREATED;
  }

  @Override
  public String sprintId() {
    return facts.sprintId();
  }
}
