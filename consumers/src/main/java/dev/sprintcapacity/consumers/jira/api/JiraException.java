package dev.sprintcapacity.consumers.jira.api;

import dev.sprintcapacity.consumers.ConsumersException;
import org.jspecify.annotations.Nullable;

/**
 * Jira did not do what it was asked. Closed: whoever asks must know for each kind whether to ask
 * again. No message holds the token.
 */
public abstract sealed class JiraException extends ConsumersException
    permits JiraAccessException, JiraBusyException, JiraRefusalException, JiraUnavailableException {

  private static final long serialVersionUID = 1L;

  private final boolean inDoubt;

  JiraException(String message, boolean inDoubt, @Nullable Throwable cause) {
    super(message, cause);
    this.inDoubt = inDoubt;
  }

  /** Whether Jira may have done it all the same. */
  public boolean inDoubt() {
    return inDoubt;
  }
}
