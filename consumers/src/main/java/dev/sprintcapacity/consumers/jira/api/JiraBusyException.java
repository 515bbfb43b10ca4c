package dev.sprintcapacity.consumers.jira.api;

import java.time.Duration;

/** Jira asks for a pause. */
public final class JiraBusyException extends JiraException {

  private static final long serialVersionUID = 1L;

  private final transient Duration delay;

  JiraBusyException(String message, Duration delay, boolean inDoubt) {
    super(message, inDoubt, null);
    this.delay = delay;
  }

  /** How long it wants to be left alone. */
  public Duration delay() {
    return delay;
  }
}
