package dev.sprintcapacity.postgres.sprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some sprints, and where the next ones begin.
 *
 * @param sprints latest start first
 * @param next what to ask the next page with; null where this page is the last
 */
public record SprintPage(List<StoredSprint> sprints, @Nullable SprintCursor next) {
  public SprintPage {
    sprints = List.copyOf(sprints);
  }
}
