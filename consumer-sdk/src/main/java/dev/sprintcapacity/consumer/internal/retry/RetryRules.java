package dev.sprintcapacity.consumer.internal.retry;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.spi.FailureClassifier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns results and exceptions into verdicts. Whatever cannot be handled goes where {@link
 * AfterLastAttempt} says, with one exception: a handler that returns {@link
 * HandlerResult#deadLetter} asked for a dead letter by name and gets it under {@link
 * AfterLastAttempt#STOP} too. Thread-safe.
 */
public final class RetryRules {
  private static final Logger LOG = LoggerFactory.getLogger(RetryRules.class);

  private final RetryPolicy policy;
  private final FailureClassifier classifier;
  private final Backoff backoff;

  /**
   * Rules of a consumer.
   *
   * @param chance numbers from 0 to 1 for the jitter; thread-safe
   */
  public RetryRules(RetryPolicy policy, FailureClassifier classifier, DoubleSupplier chance) {
    this.policy = policy;
    this.classifier = classifier;
    this.backoff = new Backoff(policy, chance);
  }

  /**
   * Judges what a handler returned.
   *
   * @param attempt which attempt it was, from 1
   */
  public Verdict afterResult(HandlerResult result, int attempt) {
    return switch (result) {
      case HandlerResult.Done done -> Verdict.Finished.HANDLED;
      case HandlerResult.Skip skip -> Verdict.Finished.SKIPPED;
      case HandlerResult.RetryLater later ->
          attempt < policy.maxAttempts()
              ? new Verdict.Again(
                  Backoff.nanos(later.delay()), "the handler asked for another attempt", null)
              : giveUp("the handler asked for more than %d attempts".formatted(attempt), null);
      case HandlerResult.DeadLetter letter -> new Verdict.GivenUp(letter.reason(), null, parks());
    };
  }

  /**
   * Judges what a handler threw.
   *
   * @param attempt which attempt it was, from 1
   */
  public Verdict afterFailure(Throwable failure, int attempt) {
    return switch (classify(failure)) {
      case RETRIABLE ->
          attempt < policy.maxAttempts()
              ? new Verdict.Again(backoff.nanosAfter(attempt), describe(failure), failure)
              : giveUp(describe(failure), failure);
      case PERMANENT -> giveUp(describe(failure), failure);
      case FATAL -> new Verdict.Fatal(describe(failure), failure);
    };
  }

  /** Judges a record that no handler may see. */
  public Verdict afterRefusal(String reason) {
    return giveUp(reason, null);
  }

  private Verdict giveUp(String reason, @Nullable Throwable cause) {
    return policy.afterLast() == AfterLastAttempt.STOP
        ? new Verdict.Fatal(reason, cause)
        : new Verdict.GivenUp(reason, cause, parks());
  }

  private boolean parks() {
    return policy.afterLast() == AfterLastAttempt.PARK_KEY;
  }

  private FailureClassifier.Failure classify(Throwable failure) {
    try {
      return classifier.classify(failure);
    } catch (RuntimeException broken) {
      LOG.error(
          "The failure classifier {} failed; its exception counts as retriable",
          classifier.getClass().getName(),
          broken);
      return FailureClassifier.Failure.RETRIABLE;
    }
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }
}
