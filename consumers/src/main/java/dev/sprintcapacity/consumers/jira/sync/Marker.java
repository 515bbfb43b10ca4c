package dev.sprintcapacity.consumers.jira.sync;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by the goal of a sprint in Jira which sprint it was made for. Read only to find a sprint
 * whose number could not be kept, and by drift checks: people may change the goal.
 */
final class Marker {

  private static final String PREFIX = "sprint-capacity:";
  private static final Pattern IN_GOAL =
      Pattern.compile("(?:^|\\s)" + PREFIX + "([A-Za-z0-9_-]+)(?:\\s|$)");

  private Marker() {}

  /** The goal that a sprint is made with. */
  static String goalOf(String sprintId) {
    return PREFIX + sprintId;
  }

  /** The sprint that a goal names. */
  static Optional<String> sprintIdIn(String goal) {
    Matcher matcher = IN_GOAL.matcher(goal);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
