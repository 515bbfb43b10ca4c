package dev.sprintcapacity.consumers.email;

import dev.sprintcapacity.consumer.ConsumerSettings;
import dev.sprintcapacity.consumer.spi.FailureClassifier;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether trying again helps: where the database is away or busy it does, where it refuses what it
 * is given, or a mail cannot be written, it never will. Thread-safe.
 */
final class EventFailures implements FailureClassifier {

  /** Classes of SQL states that say what was sent is wrong: data, integrity, syntax or names. */
  private static final Set<String> WRONG = Set.of("22", "23", "42");

  private static final int CLASS_LENGTH = 2;

  @Override
  public Failure classify(Throwable failure) {
    return switch (failure) {
      case SQLException refused when isWrong(refused.getSQLState()) -> Failure.PERMANENT;
      case SQLException away -> Failure.RETRIABLE;
      case RuntimeException unexpected -> Failure.PERMANENT;
      default -> ConsumerSettings.DEFAULT_FAILURE_CLASSIFIER.classify(failure);
    };
  }

  private static boolean isWrong(@Nullable String state) {
    return state != null
        && state.length() > CLASS_LENGTH
        && WRONG.contains(state.substring(0, CLASS_LENGTH));
  }
}
