package dev.sprintcapacity.consumers.jira.api;

import java.time.Duration;

/**
 * Bounds of one call.
 *
 * @param connect how long a connection may take to stand
 * @param silence how long Jira may say nothing
 * @param request how long the whole call may take; after it nothing more is sent
 */
public record JiraLimits(Duration connect, Duration silence, Duration request) {

  /** Jira Cloud answers within a second or two; what takes longer than these is stuck. */
  public static final JiraLimits DEFAULT =
      new JiraLimits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20));
}
