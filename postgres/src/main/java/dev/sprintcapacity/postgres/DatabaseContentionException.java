package dev.sprintcapacity.postgres;

/**
 * Another transaction stood in the way (deadlock, serialization failure, lock timeout). Nothing of
 * this transaction remains, and the whole of it may succeed at once when begun again.
 */
public final class DatabaseContentionException extends PostgresException {

  private static final long serialVersionUID = 1L;

  DatabaseContentionException(String message, Throwable cause) {
    super(message, cause);
  }
}
