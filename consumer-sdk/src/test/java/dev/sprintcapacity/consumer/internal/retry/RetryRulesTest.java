package dev.sprintcapacity.consumer.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.consumer.AfterLastAttempt;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.PermanentHandlerException;
import dev.sprintcapacity.consumer.RetriableHandlerException;
import dev.sprintcapacity.consumer.RetryPolicy;
import dev.sprintcapacity.consumer.spi.FailureClassifier.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryRulesTest {
  private static IOException failure() {
    return new IOException("no answer");
  }

  @Test
  void waits_grow_up_to_their_bound() {
    RetryRules rules = rules(AfterLastAttempt.DEAD_LETTER);

    assertThat(wait(rules.afterFailure(failure(), 1))).isEqualTo(Duration.ofMillis(100));
    assertThat(wait(rules.afterFailure(failure(), 2))).isEqualTo(Duration.ofMillis(300));
    assertThat(wait(rules.afterFailure(failure(), 3))).isEqualTo(Duration.ofMillis(900));
    assertThat(wait(rules.afterFailure(failure(), 4))).isEqualTo(Duration.ofSeconds(1));
  }

  @Property(tries = 500)
  void jitter_moves_a_wait_by_its_share_at_most_and_nothing_overflows(
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int failures,
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll @DoubleRange(min = 0, max = 1) double chance) {
    RetryPolicy policy =
        new RetryPolicy(
            5,
            Duration.ofMillis(100),
            2,
            Duration.ofSeconds(30),
            jitter,
            AfterLastAttempt.DEAD_LETTER);
    long plain = new Backoff(policy, () -> 0.5).nanosAfter(failures);

    long moved = new Backoff(policy, () -> chance).nanosAfter(failures);

    assertThat(plain).isBetween(100_000_000L, 30_000_000_000L);
    assertThat((double) moved).isBetween(plain * (1 - jitter) - 1, plain * (1 + jitter) + 1);
  }

  @Test
  void a_wait_of_any_length_stays_a_wait() {
    Verdict verdict =
        rules(AfterLastAttempt.STOP)
            .afterResult(HandlerResult.retryLater(Duration.ofSeconds(Long.MAX_VALUE)), 1);

    assertThat(((Verdict.Again) verdict).waitNanos()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(AfterLastAttempt.class)
  void the_last_attempt_goes_where_the_policy_says(AfterLastAttempt policy) {
    RetryRules rules = rules(policy);

    for (Verdict verdict :
        new Verdict[] {
          rules.afterFailure(failure(), 5),
          rules.afterFailure(new PermanentHandlerException("no such sprint"), 1),
          rules.afterResult(HandlerResult.retryLater(Duration.ZERO), 5),
          rules.afterRefusal("malformed")
        }) {
      switch (policy) {
        case STOP -> assertThat(verdict).isInstanceOf(Verdict.Fatal.class);
        case DEAD_LETTER, PARK_KEY ->
            assertThat(verdict)
                .isInstanceOfSatisfying(
                    Verdict.GivenUp.class,
                    givenUp ->
                        assertThat(givenUp.park()).isEqualTo(policy == AfterLastAttempt.PARK_KEY));
      }
    }
  }

  @Test
  void who_asks_for_a_dead_letter_by_name_gets_it_under_each_policy() {
    for (AfterLastAttempt policy : AfterLastAttempt.values()) {
      assertThat(rules(policy).afterResult(HandlerResult.deadLetter("not ours"), 1))
          .isEqualTo(new Verdict.GivenUp("not ours", null, policy == AfterLastAttempt.PARK_KEY));
    }
  }

  @Test
  void a_classifier_that_fails_does_not_lose_the_event() {
    RetryRules rules =
        new RetryRules(
            RetryPolicy.DEFAULT,
            failure -> {
              throw new IllegalStateException("broken");
            },
            () -> 0.5);

    assertThat(rules.afterFailure(failure(), 1)).isInstanceOf(Verdict.Again.class);
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void exceptions_mean_what_their_type_says(Throwable failure, Failure meaning) {
    assertThat(new FailuresByType().classify(failure)).isEqualTo(meaning);
  }

  static Stream<Arguments> meanings() {
    return Stream.of(
        of(new RetriableHandlerException("later", failure()), Failure.RETRIABLE),
        of(failure(), Failure.RETRIABLE),
        of(new UncheckedIOException(failure()), Failure.RETRIABLE),
        of(new SQLTransientConnectionException(), Failure.RETRIABLE),
        of(new TimeoutException(), Failure.RETRIABLE),
        of(new IllegalArgumentException(), Failure.RETRIABLE),
        of(new NullPointerException(), Failure.RETRIABLE),
        of(new PermanentHandlerException("never"), Failure.PERMANENT),
        of(new AssertionError(), Failure.PERMANENT),
        of(new StackOverflowError(), Failure.PERMANENT),
        of(new OutOfMemoryError(), Failure.FATAL),
        of(new NoClassDefFoundError(), Failure.FATAL),
        of(new CompletionException(new PermanentHandlerException("never")), Failure.PERMANENT),
        of(new ExecutionException(new OutOfMemoryError()), Failure.FATAL));
  }

  private static Arguments of(Throwable failure, Failure meaning) {
    return Arguments.of(failure, meaning);
  }

  private static Duration wait(Verdict verdict) {
    return Duration.ofNanos(((Verdict.Again) verdict).waitNanos());
  }

  private static RetryRules rules(AfterLastAttempt afterLast) {
    return new RetryRules(
        new RetryPolicy(5, Duration.ofMillis(100), 3, Duration.ofSeconds(1), 0.2, afterLast),
        new FailuresByType(),
        () -> 0.5);
  }
}
