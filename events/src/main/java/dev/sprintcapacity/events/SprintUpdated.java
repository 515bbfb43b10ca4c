package dev.sprintcapacity.events;

import dev.sprintcapacity.events.internal.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Something of a sprint other than its team changed.
 *
 * @param facts the sprint as it is after the change
 * @param holidays all holidays of the sprint after the change, at most {@value #MAX_HOLIDAYS}
 * @param changedFields the wire names of what changed: at least one, each once
 * @since 0.1.0
 */
public record SprintUpdated(
    SprintFacts facts, List<HolidayFact> holidays, List<String> changedFields)
    implements EventData {
  /** As many holidays as the longest sprint has days. */
  public static final int MAX_HOLIDAYS = 366;

  /** Room for every field a sprint may ever get. */
  public static final int MAX_CHANGED_FIELDS = 32;

  /** Checks the lists and copies them. */
  public SprintUpdated {
    Objects.requireNonNull(facts, "facts");
    holidays = Checks.items("holidays", holidays, 0, MAX_HOLIDAYS);
    changedFields = Checks.items("changed_fields", changedFields, 1, MAX_CHANGED_FIELDS);
    changedFields.forEach(field -> Checks.id("changed_fields", field));
    if (new HashSet<>(changedFields).size() != changedFields.size()) {
      throw new EventFormatException("changed_fields names a field twice: " + changedFields);
    }
  }

  @Override
  public EventType type() {
    return EventType.SPRINT_UPDATED;
  }

  @Override
  public String sprintId() {
    return facts.sprintId();
  }
}
