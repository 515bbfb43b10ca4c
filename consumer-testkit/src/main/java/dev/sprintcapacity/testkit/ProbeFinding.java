package dev.sprintcapacity.testkit;

import dev.sprintcapacity.events.Event;
import java.util.List;
import java.util.Objects;

/**
 * A disturbance that changed what handlers did.
 *
 * @param disturbance what was done to the consumer
 * @param event at which event: behind it the consumer was disturbed, or it came twice
 * @param surplus effects that happened more often than without the disturbance, each as often as
 *     that
 * @param missing effects that happened less often
 * @since 0.1.0
 */
public record ProbeFinding(
    Disturbance disturbance, Event event, List<Object> surplus, List<Object> missing) {
  /** Copies the lists. */
  public ProbeFinding {
    Objects.requireNonNull(disturbance, "disturbance");
    Objects.requireNonNull(event, "event");
    surplus = List.copyOf(surplus);
    missing = List.copyOf(missing);
  }

  /** As {@code CRASH_BEFORE_COMMIT at sprint.created sprint-1#1: too often […], missing […]}. */
  @Override
  public String toString() {
    return "%s at %s %s#%d: too often %s, missing %s"
        .formatted(
            disturbance,
            event.data().type().wireName(),
            event.data().sprintId(),
            event.sequence(),
            surplus,
            missing);
  }
}
