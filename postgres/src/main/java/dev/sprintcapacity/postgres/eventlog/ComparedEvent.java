package dev.sprintcapacity.postgres.eventlog;

import java.util.Objects;

/**
 * What the log says of an event that a topic holds.
 *
 * @param event as the topic holds it
 * @param match what the log says
 */
public record ComparedEvent(PublishedEvent event, Match match) {

  /** How an event of a topic and the log agree. */
  public enum Match {
    /** The log holds it as it was published, and the cursor stands for it. */
    SAME,
    /** The log holds it as it was published, but to the cursor it is still to be published. */
    BEYOND_CURSOR,
    /** The log holds it with another value, or for another topic. */
    ALTERED,
    /** Its place in the sprint is that of another event. */
    OTHER_EVENT,
    /** Its place in the sprint is empty, while the log holds others of the sprint. */
    MISSING,
    /** The log holds nothing of the sprint. */
    UNKNOWN_SPRINT
  }

  public ComparedEvent {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(match, "match");
  }
}
