package dev.sprintcapacity.postgres;

/**
 * The database was not there, not writable or too busy to answer in time. The same call may succeed
 * later. Where it happened during a commit, the commit may have happened all the same.
 */
public final class DatabaseUnavailableException extends PostgresException {

  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
