package dev.sprintcapacity.domain.sprint;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an update changed.
 *
 * @param teamChanged whether the list of members differs in any way: who, in which order, their
 *     leave, their confidence
 * @param changedFields the other fields that differ, iterated in the order of {@link PlanField}
 */
public record PlanDifference(boolean teamChanged, Set<PlanField> changedFields) {

  public PlanDifference {
    changedFields = inOrder(changedFields);
  }

  /** What must change in one plan to make the other of it. */
  public static PlanDifference between(SprintPlan before, SprintPlan after) {
    Set<PlanField> changed = EnumSet.noneOf(PlanField.class);
    for (PlanField field : PlanField.values()) {
      if (!valueOf(field, before).equals(valueOf(field, after))) {
        changed.add(field);
      }
    }
    return new PlanDifference(!before.team().equals(after.team()), changed);
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return !teamChanged && changedFields.isEmpty();
  }

  private static Object valueOf(PlanField field, SprintPlan plan) {
    return switch (field) {
      case NUMBER -> plan.number();
      case START_DATE -> plan.dates().first();
      case END_DATE -> plan.dates().last();
      case CONFIDENCE -> plan.confidence();
      case HOLIDAYS -> plan.holidays();
    };
  }

  private static Set<PlanField> inOrder(Collection<PlanField> fields) {
    EnumSet<PlanField> ordered = EnumSet.noneOf(PlanField.class);
    ordered.addAll(fields);
    return Collections.unmodifiableSet(ordered);
  }
}
