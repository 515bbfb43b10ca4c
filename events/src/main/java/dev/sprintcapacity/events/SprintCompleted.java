package dev.sprintcapacity.events;

import java.util.Objects;

/**
 * A running sprint ended.
 *
 * @param facts the sprint as it is after the change
 * @since 0.1.0
 */
public record SprintCompleted(SprintFacts facts) implements EventData {
  /** Checks that the facts are there. */
  public SprintCompleted {
    Objects.requireNonNull(facts, "facts");
  }

  @Override
  public EventType type() {
    return EventType.SPRINT_COMPLETED;
  }

  @Override
  public String sprintId() {
    return facts.sprintId();
  }
}
