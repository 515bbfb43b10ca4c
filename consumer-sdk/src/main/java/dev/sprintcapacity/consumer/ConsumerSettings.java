package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.internal.retry.FailuresByType;
import dev.sprintcapacity.consumer.internal.settings.SettingsCheck;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.consumer.spi.FailureClassifier;
import dev.sprintcapacity.consumer.spi.HandlerInterceptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that can be set of a consumer. Immutable; made by {@link ConsumerBuilder}.
 *
 * @param topics what to read; at least one. No default
 * @param groupId the consumer group: each group gets every event, members of one share them. No
 *     default
 * @param client settings of the Kafka client by their Kafka names. {@code bootstrap.servers} is
 *     {@code localhost:9092} by default, {@code auto.offset.reset} {@code latest}, {@code
 *     isolation.level} {@code read_committed}; {@code enable.auto.commit} is impossible. May hold
 *     secrets: {@link #toString} shows names only
 * @param retry how often and when a failed event is tried again, and what happens then; default
 *     {@link RetryPolicy#DEFAULT}
 * @param failureClassifier what exceptions of handlers mean. By default {@link
 *     RetriableHandlerException} and all exceptions that are not named here are retriable; {@link
 *     PermanentHandlerException}, {@link AssertionError} and {@link StackOverflowError} are
 *     permanent; every other {@link Error} stops the consumer
 * @param checks what is asked of a record before its handler sees it; default {@link
 *     EventCheckSettings#DEFAULT}
 * @param interceptors stand around every call of a handler, the first one outermost; none by
 *     default
 * @param healthThresholds from when on the consumer says that it is not well; default {@link
 *     HealthThresholds#DEFAULT}
 * @param maxConcurrency handlers that run at once, each on a virtual thread of its own; 1 to
 *     {@value #MOST_CONCURRENCY}, default {@value #DEFAULT_MAX_CONCURRENCY}
 * @param maxRecordsInMemory records that were read and are neither done nor handed over; where it
 *     is reached, partitions are paused. 2 to {@value #MOST_RECORDS_IN_MEMORY}, default {@value
 *     #DEFAULT_MAX_RECORDS_IN_MEMORY}
 * @param inlineUpTo handlers that take less than this on average run on the polling thread itself,
 *     which costs less than handing over; where one turns out to take long, another thread polls
 *     on. 0 (never) to 1 ms, default {@link #DEFAULT_INLINE_UP_TO}
 * @param commitInterval longest time between an event handled and its commit: after a crash, what
 *     was handled since the last commit is delivered again. 1 ms to 1 h, default {@link
 *     #DEFAULT_COMMIT_INTERVAL}
 * @param commitRecords so many events handled are committed before the interval is over; 1 or more,
 *     default {@value #DEFAULT_COMMIT_RECORDS}
 * @param handoverLimit how long handlers that run may take to end when their partition goes to
 *     another member; its records are handled again by that member otherwise. 0 or more and shorter
 *     than the client's {@code max.poll.interval.ms}, default {@link #DEFAULT_HANDOVER_LIMIT}
 * @param deadLetters whether what cannot be handled becomes a dead letter, in topics of the group
 *     that the start makes. {@code false} is for groups that live as long as one process: no topic
 *     is made, and what cannot be handled is a warning and then counts as done. Not with {@link
 *     AfterLastAttempt#PARK_KEY}; default {@code true}
 * @since 0.1.0
 */
public record ConsumerSettings(
    Set<String> topics,
    String groupId,
    Map<String, Object> client,
    RetryPolicy retry,
    FailureClassifier failureClassifier,
    EventCheckSettings checks,
    List<HandlerInterceptor> interceptors,
    HealthThresholds healthThresholds,
    int maxConcurrency,
    int maxRecordsInMemory,
    Duration inlineUpTo,
    Duration commitInterval,
    int commitRecords,
    Duration handoverLimit,
    boolean deadLetters) {

  /** More virtual threads than this are no longer cheap. */
  public static final int MOST_CONCURRENCY = 100_000;

  /** More records than this are no longer bounded memory. */
  public static final int MOST_RECORDS_IN_MEMORY = 1_000_000;

  /** Default of {@code maxConcurrency}. */
  public static final int DEFAULT_MAX_CONCURRENCY = 1_000;

  /** Default of {@code maxRecordsInMemory}. */
  public static final int DEFAULT_MAX_RECORDS_IN_MEMORY = 10_000;

  /** Default of {@code inlineUpTo}: 20 µs, some ten times what handing over costs. */
  public static final Duration DEFAULT_INLINE_UP_TO = Duration.ofNanos(20_000);

  /** Longest {@code inlineUpTo}: a poll of 500 records would take half a second. */
  public static final Duration LONGEST_INLINE_UP_TO = Duration.ofMillis(1);

  /** Default of {@code commitInterval}: 200 ms, five commits a second. */
  public static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofMillis(200);

  /** Longest {@code commitInterval}: 1 h. */
  public static final Duration LONGEST_COMMIT_INTERVAL = Duration.ofHours(1);

  /** Default of {@code commitRecords}. */
  public static final int DEFAULT_COMMIT_RECORDS = 10_000;

  /** Default of {@code handoverLimit}: 10 s. */
  public static final Duration DEFAULT_HANDOVER_LIMIT = Duration.ofSeconds(10);

  /** What exceptions mean unless the application says otherwise. */
  public static final FailureClassifier DEFAULT_FAILURE_CLASSIFIER = new FailuresByType();

  /**
   * Checks everything.
   *
   * @throws ConsumerSettingsException with every problem
   */
  public ConsumerSettings {
    topics = Set.copyOf(topics);
    client = Map.copyOf(client);
    Objects.requireNonNull(groupId, "groupId");
    Objects.requireNonNull(retry, "retry");
    Objects.requireNonNull(failureClassifier, "failureClassifier");
    Objects.requireNonNull(checks, "checks");
    interceptors = List.copyOf(interceptors);
    Objects.requireNonNull(healthThresholds, "healthThresholds");
    List<String> problems =
        new SettingsCheck()
            .topics(topics)
            .group(groupId, client)
            .range("maxConcurrency", maxConcurrency, 1, MOST_CONCURRENCY)
            .range("maxRecordsInMemory", maxRecordsInMemory, 2, MOST_RECORDS_IN_MEMORY)
            .range("inlineUpTo", inlineUpTo, Duration.ZERO, LONGEST_INLINE_UP_TO)
            .range("commitInterval", commitInterval, Duration.ofMillis(1), LONGEST_COMMIT_INTERVAL)
            .range("commitRecords", commitRecords, 1, Integer.MAX_VALUE)
            .handover(handoverLimit, client)
            .client(client)
            .names(topics, groupId)
            .gaps(checks.idempotency(), topics)
            .parking(retry.afterLast(), client, deadLetters)
            .problems();
    if (!problems.isEmpty()) {
      throw new ConsumerSettingsException(problems);
    }
  }

  /** The settings with the names of the client's keys only: values may be secrets. */
  @Override
  public String toString() {
    return ("ConsumerSettings[topics=%s, groupId=%s, client=%s, retry=%s, checks=%s,"
            + " interceptors=%s, healthThresholds=%s, maxConcurrency=%d,"
            + " maxRecordsInMemory=%d, inlineUpTo=%s, commitInterval=%s, commitRecords=%d,"
            + " handoverLimit=%s, deadLetters=%s]")
        .formatted(
            topics,
            groupId,
            new TreeMap<>(client).keySet(),
            retry,
            checks.idempotency(),
            interceptors.size(),
            healthThresholds,
            maxConcurrency,
            maxRecordsInMemory,
            inlineUpTo,
            commitInterval,
            commitRecords,
            handoverLimit,
            deadLetters);
  }
}
