package dev.sprintcapacity.postgres.eventlog;

import dev.sprintcapacity.postgres.PostgresException;

/**
 * The event log holds what its writers can not have written: publishing it would break a guarantee.
 * Trying again does not help; a person has to look.
 */
public final class BrokenEventLogException extends PostgresException {

  private static final long serialVersionUID = 1L;

  BrokenEventLogException(String message) {
    super(message);
  }

  BrokenEventLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
