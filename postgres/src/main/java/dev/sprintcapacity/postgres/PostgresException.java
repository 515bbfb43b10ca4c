package dev.sprintcapacity.postgres;

/**
 * The database could not do what was asked, or holds what it must not hold; the root of all
 * exceptions of this module. An instance of exactly this class is permanent: the same call fails
 * again. What may succeed when tried again is a {@link DatabaseUnavailableException} or a {@link
 * DatabaseContentionException}.
 */
public class PostgresException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure without a cause below it. */
  public PostgresException(String message) {
    super(message);
  }

  /** A failure that another one caused. */
  public PostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
