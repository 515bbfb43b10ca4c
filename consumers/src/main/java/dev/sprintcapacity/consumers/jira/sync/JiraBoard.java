package dev.sprintcapacity.consumers.jira.sync;

import dev.sprintcapacity.consumers.ConsumersException;
import dev.sprintcapacity.consumers.jira.api.JiraClient;
import dev.sprintcapacity.consumers.jira.api.JiraSprint;
import dev.sprintcapacity.consumers.jira.api.NewSprint;
import dev.sprintcapacity.consumers.jira.api.SprintPage;
import dev.sprintcapacity.consumers.jira.mapping.SprintPlan;
import java.util.Optional;
import java.util.function.Predicate;

/** The board that sprints are made on, read page by page. */
final class JiraBoard {

  /** 20,000 sprints: weekly ones of four centuries. A board that never ends is broken. */
  private static final int MOST_PAGES = 400;

  private final JiraClient jira;
  private final long boardId;

  JiraBoard(JiraClient jira, long boardId) {
    this.jira = jira;
    this.boardId = boardId;
  }

  /** The client behind it. */
  JiraClient client() {
    return jira;
  }

  JiraSprint create(String sprintId, SprintPlan plan) {
    return jira.create(newSprint(sprintId, plan));
  }

  NewSprint newSprint(String sprintId, SprintPlan plan) {
    return new NewSprint(
        boardId,
        JiraForm.name(plan.name()),
        JiraForm.time(plan.start()),
        JiraForm.time(plan.end()),
        Marker.goalOf(sprintId));
  }

  /** The first sprint whose mark names this one. */
  Optional<JiraSprint> markedWith(String sprintId) {
    return first(sprint -> Marker.sprintIdIn(sprint.goal()).equals(Optional.of(sprintId)));
  }

  /** Reads pages until a sprint satisfies the condition, or all of them. */
  Optional<JiraSprint> first(Predicate<JiraSprint> condition) {
    int read = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      SprintPage sprints = jira.page(boardId, read);
      for (JiraSprint sprint : sprints.sprints()) {
        if (condition.test(sprint)) {
          return Optional.of(sprint);
        }
      }
      if (sprints.last()) {
        return Optional.empty();
      }
      read += sprints.sprints().size();
    }
    throw new ConsumersException(
        "board %d has more than %d pages of sprints: set JIRA_BOARD_ID to another board"
            .formatted(boardId, MOST_PAGES));
  }

  @Override
  public String toString() {
    return "board " + boardId;
  }
}
