package dev.sprintcapacity.postgres.eventlog;

import dev.sprintcapacity.postgres.PostgresException;

/**
 * The session with the database failed. Nothing was changed; open a new session and try again from
 * the last published cursor.
 */
public final class EventLogUnavailableException extends PostgresException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what could not be done
   * @param cause why
   */
  public EventLogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
