package dev.sprintcapacity.consumers.jira.sync;

import java.util.Optional;

/**
 * One difference between the mapping and the board.
 *
 * @param kind which
 * @param sprintId the sprint here
 * @param jiraId its number in Jira, where there is one
 * @param detail what was wanted and what was found, in words
 */
public record Drift(Kind kind, String sprintId, Optional<Long> jiraId, String detail) {

  /** Kinds of differences. */
  public enum Kind {
    /** An event was not brought to Jira: it waits, or is a dead letter. */
    PENDING,
    /** Jira has no such sprint on the board. */
    MISSING,
    /** Name, dates or state are others. */
    DIFFERENT,
    /** It was deleted here and is there still. */
    LEFT_OVER,
    /** A sprint there has our mark and is not the one of the mapping: a double. */
    STRAY
  }

  @Override
  public String toString() {
    return "%s %s%s: %s"
        .formatted(kind, sprintId, jiraId.map(id -> " (sprint " + id + ")").orElse(""), detail);
  }
}
