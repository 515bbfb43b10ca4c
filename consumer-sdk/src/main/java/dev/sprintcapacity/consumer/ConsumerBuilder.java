package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import dev.sprintcapacity.consumer.internal.settings.EnvironmentSettings;
import dev.sprintcapacity.consumer.internal.wiring.Wiring;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.consumer.schema.Upcasters;
import dev.sprintcapacity.consumer.spi.FailureClassifier;
import dev.sprintcapacity.consumer.spi.HandlerInterceptor;
import dev.sprintcapacity.consumer.spi.SchemaValidator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the settings of a consumer. Nothing is checked before {@link #build()} or {@link
 * #settings()}, which report all problems at once. For one thread.
 *
 * @since 0.1.0
 */
public final class ConsumerBuilder {
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Object> client = new TreeMap<>();
  private Set<String> topics = Set.of();
  private String groupId = "";
  private RetryPolicy retry = RetryPolicy.DEFAULT;
  private FailureClassifier failureClassifier = ConsumerSettings.DEFAULT_FAILURE_CLASSIFIER;
  private EventCheckSettings checks = EventCheckSettings.DEFAULT;
  private final List<HandlerInterceptor> interceptors = new ArrayList<>();
  private HealthThresholds healthThresholds = HealthThresholds.DEFAULT;
  private int maxConcurrency = ConsumerSettings.DEFAULT_MAX_CONCURRENCY;
  private int maxRecordsInMemory = ConsumerSettings.DEFAULT_MAX_RECORDS_IN_MEMORY;
  private Duration inlineUpTo = ConsumerSettings.DEFAULT_INLINE_UP_TO;
  private Duration commitInterval = ConsumerSettings.DEFAULT_COMMIT_INTERVAL;
  private int commitRecords = ConsumerSettings.DEFAULT_COMMIT_RECORDS;
  private Duration handoverLimit = ConsumerSettings.DEFAULT_HANDOVER_LIMIT;
  private boolean deadLetters = true;

  ConsumerBuilder() {}

  /**
   * Takes settings from environment variables, in front of what is set by code afterwards.
   *
   * <ul>
   *   <li>{@code KAFKA_BOOTSTRAP_SERVERS}, {@code KAFKA_CONSUMER_GROUP}, {@code
   *       KAFKA_AUTO_OFFSET_RESET}, and any other key of a Kafka consumer as {@code KAFKA_} and its
   *       name in upper case with dots as underscores; with {@code _FILE} behind it the name of a
   *       file that holds the value. Keys that consumers do not have are left out: they are for
   *       others.
   *   <li>{@code SPRINTCAP_CONSUMER_TOPICS} (separated by commas), {@code _MAX_CONCURRENCY}, {@code
   *       _MAX_RECORDS_IN_MEMORY}, {@code _INLINE_UP_TO}, {@code _COMMIT_INTERVAL}, {@code
   *       _COMMIT_RECORDS}, {@code _HANDOVER_LIMIT}, {@code _RETRY_MAX_ATTEMPTS}, {@code
   *       _AFTER_LAST_ATTEMPT} ({@code park-key}, {@code dead-letter} or {@code stop}). Durations
   *       carry their unit: {@code 20us}, {@code 200ms}, {@code 10s}, {@code 5m}, {@code 1h}. Any
   *       other name that begins with {@code SPRINTCAP_CONSUMER_} is a problem.
   * </ul>
   *
   * @param env environment variables, as of {@link System#getenv()}
   * @return this
   */
  public ConsumerBuilder fromEnvironment(Map<String, String> env) {
    EnvironmentSettings settings = new EnvironmentSettings(env);
    problems.addAll(settings.problems());
    client.putAll(settings.client());
    settings.group().ifPresent(this::groupId);
    settings.texts("TOPICS").ifPresent(this::topics);
    settings.number("MAX_CONCURRENCY").ifPresent(this::maxConcurrency);
    settings.number("MAX_RECORDS_IN_MEMORY").ifPresent(this::maxRecordsInMemory);
    settings.duration("INLINE_UP_TO").ifPresent(this::inlineUpTo);
    settings.duration("COMMIT_INTERVAL").ifPresent(this::commitInterval);
    settings.number("COMMIT_RECORDS").ifPresent(this::commitRecords);
    settings.duration("HANDOVER_LIMIT").ifPresent(this::handoverLimit);
    retry = settings.retry(retry);
    return this;
  }

  /**
   * What to read.
   *
   * @param names of topics, at least one
   * @return this
   */
  public ConsumerBuilder topics(String... names) {
    return topics(List.of(names));
  }

  /**
   * What to read.
   *
   * @param names of topics, at least one
   * @return this
   */
  public ConsumerBuilder topics(Collection<String> names) {
    topics = new LinkedHashSet<>(names);
    return this;
  }

  /**
   * The consumer group: each group gets every event, members of one group share them.
   *
   * @param group not empty
   * @return this
   */
  public ConsumerBuilder groupId(String group) {
    groupId = group;
    return this;
  }

  /**
   * Where Kafka is.
   *
   * @param servers host:port, several separated by commas; {@code localhost:9092} by default
   * @return this
   */
  public ConsumerBuilder bootstrapServers(String servers) {
    return client("bootstrap.servers", servers);
  }

  /**
   * Where a group begins that has committed nothing yet.
   *
   * @param where {@code earliest}, {@code latest} (the default), {@code none}, or {@code
   *     by_duration:} and an ISO-8601 duration, which counts by the times of the records: those of
   *     sprint events are when the change was made, however late it was published. Where no record
   *     of a partition is so young, its end
   * @return this
   */
  public ConsumerBuilder autoOffsetReset(String where) {
    return client("auto.offset.reset", where);
  }

  /**
   * Any setting of the Kafka client, security among them.
   *
   * @param key by its Kafka name, such as {@code group.protocol}
   * @param value as the client takes it
   * @return this
   */
  public ConsumerBuilder client(String key, Object value) {
    client.put(key, value);
    return this;
  }

  /**
   * How often and when a failed event is tried again, and what happens after the last attempt.
   *
   * @param policy {@link RetryPolicy#DEFAULT} by default
   * @return this
   */
  public ConsumerBuilder retry(RetryPolicy policy) {
    retry = policy;
    return this;
  }

  /**
   * What exceptions of handlers mean.
   *
   * @param classifier {@link ConsumerSettings#DEFAULT_FAILURE_CLASSIFIER} by default
   * @return this
   */
  public ConsumerBuilder failureClassifier(FailureClassifier classifier) {
    failureClassifier = classifier;
    return this;
  }

  /**
   * What brings values of older versions to today's.
   *
   * @param upcasters {@link Upcasters#none()} by default
   * @return this
   */
  public ConsumerBuilder upcasters(Upcasters upcasters) {
    checks = new EventCheckSettings(upcasters, checks.schemaValidator(), checks.idempotency());
    return this;
  }

  /**
   * What checks values beyond the decoder.
   *
   * @param validator {@link SchemaValidator#none()} by default
   * @return this
   */
  public ConsumerBuilder schemaValidator(SchemaValidator validator) {
    checks = new EventCheckSettings(checks.upcasters(), validator, checks.idempotency());
    return this;
  }

  /**
   * What becomes of events that come again, late or too early.
   *
   * @param settings {@link IdempotencySettings#DEFAULT} by default
   * @return this
   */
  public ConsumerBuilder idempotency(IdempotencySettings settings) {
    checks = new EventCheckSettings(checks.upcasters(), checks.schemaValidator(), settings);
    return this;
  }

  /**
   * Adds what stands around every call of a handler, inside of those added before.
   *
   * @param interceptor for spans, logging context, timing
   * @return this
   */
  public ConsumerBuilder interceptor(HandlerInterceptor interceptor) {
    interceptors.add(interceptor);
    return this;
  }

  /**
   * From when on {@link KafkaEventConsumer#report()} says that the consumer is not well.
   *
   * @param thresholds {@link HealthThresholds#DEFAULT} by default
   * @return this
   */
  public ConsumerBuilder healthThresholds(HealthThresholds thresholds) {
    healthThresholds = thresholds;
    return this;
  }

  /**
   * Handlers that run at once.
   *
   * @param handlers 1 to {@value ConsumerSettings#MOST_CONCURRENCY}; {@value
   *     ConsumerSettings#DEFAULT_MAX_CONCURRENCY} by default
   * @return this
   */
  public ConsumerBuilder maxConcurrency(int handlers) {
    maxConcurrency = handlers;
    return this;
  }

  /**
   * Records that were read and are neither done nor handed over.
   *
   * @param records 2 to {@value ConsumerSettings#MOST_RECORDS_IN_MEMORY}; {@value
   *     ConsumerSettings#DEFAULT_MAX_RECORDS_IN_MEMORY} by default
   * @return this
   */
  public ConsumerBuilder maxRecordsInMemory(int records) {
    maxRecordsInMemory = records;
    return this;
  }

  /**
   * What handlers may take on average to run on the polling thread.
   *
   * @param average 0 (never) to {@link ConsumerSettings#LONGEST_INLINE_UP_TO}; {@link
   *     ConsumerSettings#DEFAULT_INLINE_UP_TO} by default
   * @return this
   */
  public ConsumerBuilder inlineUpTo(Duration average) {
    inlineUpTo = average;
    return this;
  }

  /**
   * Longest time between an event handled and its commit.
   *
   * @param interval 1 ms to {@link ConsumerSettings#LONGEST_COMMIT_INTERVAL}; {@link
   *     ConsumerSettings#DEFAULT_COMMIT_INTERVAL} by default
   * @return this
   */
  public ConsumerBuilder commitInterval(Duration interval) {
    commitInterval = interval;
    return this;
  }

  /**
   * So many events handled are committed before the interval is over.
   *
   * @param records 1 or more; {@value ConsumerSettings#DEFAULT_COMMIT_RECORDS} by default
   * @return this
   */
  public ConsumerBuilder commitRecords(int records) {
    commitRecords = records;
    return this;
  }

  /**
   * How long handlers may take to end when their partition goes to another member.
   *
   * @param limit 0 or more, shorter than the client's {@code max.poll.interval.ms}; {@link
   *     ConsumerSettings#DEFAULT_HANDOVER_LIMIT} by default
   * @return this
   */
  public ConsumerBuilder handoverLimit(Duration limit) {
    handoverLimit = limit;
    return this;
  }

  /**
   * Does without dead letters and their topics: what cannot be handled is a warning and then counts
   * as done. For groups that live as long as one process; see {@link ConsumerSettings#deadLetters}.
   *
   * @return this
   */
  public ConsumerBuilder withoutDeadLetters() {
    deadLetters = false;
    return this;
  }

  /**
   * What was collected.
   *
   * @return the settings
   * @throws ConsumerSettingsException with every problem
   */
  public ConsumerSettings settings() {
    try {
      ConsumerSettings settings =
          new ConsumerSettings(
              topics,
              groupId,
              client,
              retry,
              failureClassifier,
              checks,
              interceptors,
              healthThresholds,
              maxConcurrency,
              maxRecordsInMemory,
              inlineUpTo,
              commitInterval,
              commitRecords,
              handoverLimit,
              deadLetters);
      if (!problems.isEmpty()) {
        throw new ConsumerSettingsException(problems);
      }
      return settings;
    } catch (ConsumerSettingsException e) {
      List<String> all = new ArrayList<>(problems);
      e.problems().stream().filter(problem -> !all.contains(problem)).forEach(all::add);
      throw new ConsumerSettingsException(all);
    }
  }

  /**
   * Makes the consumer; nothing is connected before {@link KafkaEventConsumer#start()}.
   *
   * @return the consumer
   * @throws ConsumerSettingsException with every problem
   */
  public KafkaEventConsumer build() {
    ConsumerSettings settings = settings();
    return new KafkaEventConsumer(settings, Wiring.of(settings));
  }
}
