package dev.sprintcapacity.consumers.jira.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** How names and dates are written in Jira. */
final class JiraForm {

  /** Jira refuses longer ones. */
  static final int LONGEST_NAME = 30;

  private static final String LEFT_OUT = "…";

  /** What tells sprints of one kind apart mostly stands at the end. */
  private static final int KEPT_AT_END = 10;

  private static final int KEPT_IN_FRONT = LONGEST_NAME - KEPT_AT_END - LEFT_OUT.length();

  private JiraForm() {}

  /** The name; its middle left out where it is longer than 30 characters. */
  static String name(String name) {
    String trimmed = name.strip();
    if (trimmed.length() <= LONGEST_NAME) {
      return trimmed;
    }
    int front = KEPT_IN_FRONT;
    if (Character.isHighSurrogate(trimmed.charAt(front - 1))) {
      front--;
    }
    int end = trimmed.length() - KEPT_AT_END;
    if (Character.isLowSurrogate(trimmed.charAt(end))) {
      end++;
    }
    return trimmed.substring(0, front).strip() + LEFT_OUT + trimmed.substring(end).strip();
  }

  /**
   * A day as Jira's point in time: noon UTC, which is the same day from 12 hours west of it to 11
   * hours east.
   */
  static Instant time(LocalDate day) {
    return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
  }
}
