package dev.sprintcapacity.consumers.jira.api;

import org.jspecify.annotations.Nullable;

/** No answer, or none that can be read: to ask again later helps. */
public final class JiraUnavailableException extends JiraException {

  private static final long serialVersionUID = 1L;

  JiraUnavailableException(String message, boolean inDoubt, @Nullable Throwable cause) {
    super(message, inDoubt, cause);
  }
}
