package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.events.EventType;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write as its client saw it. Creations and updates are found in the table by the mark their
 * content carries; starting, completing and deleting by the sprint, which can suffer each only
 * once.
 *
 * @param number counts the writes of a history from 0 without a gap; the mark
 * @param sprintId the sprint, or null where a creation never learned it
 * @param expected the types of the events the write must leave, all of them or none
 * @param outcome what the client knows
 * @param sentNanos when the request left, on one monotonic clock for the whole history
 * @param answeredNanos when its last answer came
 */
public record ClientWrite(
    long number,
    @Nullable String sprintId,
    Set<EventType> expected,
    Outcome outcome,
    long sentNanos,
    long answeredNanos) {

  private static final Set<EventType> UNMARKED =
      Set.of(EventType.SPRINT_STARTED, EventType.SPRINT_COMPLETED, EventType.SPRINT_DELETED);

  /** Checks the parts against each other. */
  public ClientWrite {
    Objects.requireNonNull(outcome, "outcome");
    expected = Set.copyOf(expected);
    if (number < 0) {
      throw new IllegalArgumentException("writes are numbered from 0, but this is " + number);
    }
    if (expected.isEmpty()) {
      throw new IllegalArgumentException("write %d expects no event".formatted(number));
    }
    if (isUnmarked(expected) && sprintId == null) {
      throw new IllegalArgumentException(
          "write %d is found by its sprint, so it must name it".formatted(number));
    }
  }

  /** Whether the event of this write tells which write caused it. */
  boolean marked() {
    return !isUnmarked(expected);
  }

  private static boolean isUnmarked(Set<EventType> types) {
    return types.stream().anyMatch(UNMARKED::contains);
  }
}
