package dev.sprintcapacity.consumer.internal.retry;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.RetriableHandlerException;
import dev.sprintcapacity.consumer.spi.FailureClassifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What an exception means where the application says nothing else. When in doubt, retriable: to
 * take a failure that passes for one that stays loses the handling of an event, the reverse costs
 * one key some minutes. So {@link IllegalArgumentException}, {@link NullPointerException} and the
 * like are retriable too: they often come from state that another attempt finds changed.
 *
 * <ul>
 *   <li>{@link RetriableHandlerException} and every exception not named below: retriable.
 *   <li>Any other {@link ConsumerException}, above all {@link
 *       dev.sprintcapacity.consumer.PermanentHandlerException}: permanent.
 *   <li>{@link AssertionError} and {@link StackOverflowError}: permanent, the event brings them
 *       about each time and nothing else is harmed.
 *   <li>Every other {@link Error}, such as no memory or a class that is missing: fatal.
 *   <li>{@link CompletionException}, {@link ExecutionException}, {@link
 *       UndeclaredThrowableException}: what their cause is.
 * </ul>
 */
public final class FailuresByType implements FailureClassifier {
  /** Causes can form a circle. */
  private static final int MOST_WRAPPINGS = 10;

  @Override
  public Failure classify(Throwable failure) {
    Throwable unwrapped = unwrap(failure);
    if (unwrapped instanceof RetriableHandlerException) {
      return Failure.RETRIABLE;
    }
    if (unwrapped instanceof ConsumerException
        || unwrapped instanceof AssertionError
        || unwrapped instanceof StackOverflowError) {
      return Failure.PERMANENT;
    }
    return unwrapped instanceof Error ? Failure.FATAL : Failure.RETRIABLE;
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable unwrapped = failure;
    for (int depth = 0; depth < MOST_WRAPPINGS; depth++) {
      Throwable cause = unwrapped.getCause();
      boolean wraps =
          unwrapped instanceof CompletionException
              || unwrapped instanceof ExecutionException
              || unwrapped instanceof UndeclaredThrowableException;
      if (!wraps || cause == null) {
        break;
      }
      unwrapped = cause;
    }
    return unwrapped;
  }
}
