package dev.sprintcapacity.consumers.jira.api;

import java.time.Instant;

/**
 * A sprint to be made.
 *
 * @param boardId the board it belongs to
 * @param name at most 30 characters, or Jira refuses it
 * @param start when it begins
 * @param end when it ends
 * @param goal shown below the name
 */
public record NewSprint(long boardId, String name, Instant start, Instant end, String goal) {}
