package dev.sprintcapacity.consumers.jira.api;

/** Jira understood and said no, with its reasons: to ask again would not help. */
public final class JiraRefusalException extends JiraException {

  private static final long serialVersionUID = 1L;

  private final int status;

  JiraRefusalException(String message, int status) {
    super(message, false, null);
    this.status = status;
  }

  /** HTTP status of the answer. */
  public int status() {
    return status;
  }
}
