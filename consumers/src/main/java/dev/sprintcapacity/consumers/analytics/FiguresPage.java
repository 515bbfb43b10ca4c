package dev.sprintcapacity.consumers.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some sprints, and where the next ones begin.
 *
 * @param sprints earliest start first
 * @param next what to ask the next page with; null where this page is the last
 */
public record FiguresPage(List<SprintFigures> sprints, @Nullable FiguresCursor next) {
  public FiguresPage {
    sprints = List.copyOf(sprints);
  }
}
