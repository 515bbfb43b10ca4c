package dev.sprintcapacity.events;

import java.util.Objects;

/**
 * A planned sprint began.
 *
 * @param facts the sprint as it is after the change
 * @since 0.1.0
 */
public record SprintStarted(SprintFacts facts) implements EventData {
  /** Checks that the facts are there. */
  public SprintStarted {
    Objects.requireNonNull(facts, "facts");
  }

  @Override
  public EventType type() {
    return EventType.SPRINT_STARTED;
  }

  @Override
  public String sprintId() {
    return facts.sprintId();
  }
}
