package dev.sprintcapacity.consumers.jira.api;

import java.util.List;

/**
 * Some sprints of a board.
 *
 * @param sprints in Jira's order
 * @param last whether there are no more
 */
public record SprintPage(List<JiraSprint> sprints, boolean last) {

  /** Copies the list. */
  public SprintPage {
    sprints = List.copyOf(sprints);
  }
}
