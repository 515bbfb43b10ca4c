package dev.sprintcapacity.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * The one place where failures of the driver and of Spring become ours. Every store goes through
 * it, and so does whoever begins and commits transactions. Thread-safe: it holds no state.
 */
public final class PostgresFailures {

  /** Two characters of an SQLState name its class: connection, resources, operator, system. */
  private static final int CLASS_LENGTH = 2;

  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");

  /** A statement that wanted to write met a stand-by, as after a switch-over. */
  private static final String READ_ONLY = "25006";

  /** Serialization failure, deadlock, lock not available in time. */
  private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03");

  private PostgresFailures() {}

  /**
   * Does the work, and throws its database failures as ours.
   *
   * @param doing what the work does, for the message: "insert sprint sprint-1"
   * @param work calls of the database; what else it throws passes through unchanged
   * @throws PostgresException if the database fails, as the subclass that fits
   */
  public static <T> T translating(String doing, Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException | TransactionException failure) {
      throw translate(doing, failure);
    }
  }

  /**
   * Our exception for a failure of Spring's.
   *
   * @param doing what was being done, for the message
   */
  public static PostgresException translate(String doing, RuntimeException failure) {
    if (failure instanceof TransactionSystemException rollback
        && rollback.getApplicationException() instanceof RuntimeException first) {
      return hiddenBehind(rollback, doing, first);
    }
    SQLException cause = sqlCause(failure);
    if (cause == null) {
      return new PostgresException(
          "Could not %s: %s".formatted(doing, failure.getMessage()), failure);
    }
    String state = cause.getSQLState() == null ? "none" : cause.getSQLState();
    String reason = "%s (SQLState %s)".formatted(cause.getMessage(), state);
    if (CONTENTION.contains(state)) {
      return new DatabaseContentionException(
          "Could not %s, another transaction was in the way; try the whole transaction again: %s"
              .formatted(doing, reason),
          failure);
    }
    if (cause instanceof SQLTransientConnectionException
        || isEndOfConnection(failure, cause)
        || state.equals(READ_ONLY)
        || UNAVAILABLE_CLASSES.contains(classOf(state))) {
      return new DatabaseUnavailableException(
          "Could not %s, the database is not available; check that it runs and accepts writes: %s"
              .formatted(doing, reason),
          failure);
    }
    return new PostgresException("Could not %s: %s".formatted(doing, reason), failure);
  }

  /** A rollback that fails too must not hide why there was one. */
  private static PostgresException hiddenBehind(
      TransactionSystemException rollback, String doing, RuntimeException first) {
    first.addSuppressed(rollback);
    return first instanceof PostgresException ours ? ours : translate(doing, first);
  }

  /**
   * The pool closes a connection that broke, and then says so without a state when a commit or
   * rollback comes to it.
   */
  private static boolean isEndOfConnection(RuntimeException failure, SQLException cause) {
    return failure instanceof TransactionSystemException && cause.getSQLState() == null;
  }

  /**
   * Whether the failure is a row's refusal by the constraint of this name. The transaction in which
   * it happened can then only be rolled back.
   */
  public static boolean violates(String constraint, DataAccessException failure) {
    if (sqlCause(failure) instanceof PSQLException refusal) {
      ServerErrorMessage message = refusal.getServerErrorMessage();
      return message != null && constraint.equals(message.getConstraint());
    }
    return false;
  }

  private static String classOf(String state) {
    return state.substring(0, Math.min(CLASS_LENGTH, state.length()));
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
