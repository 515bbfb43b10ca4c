package dev.sprintcapacity.consumer.deadletter;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to show. Every condition has to hold.
 *
 * @param topic the topic they come from; null for all topics
 * @param key their key; null for all keys
 * @param from written at or after this; {@link Instant#MIN} for no bound
 * @param to written before this; {@link Instant#MAX} for no bound
 * @param exceptionClass the class that was thrown, in full; null for all
 * @param waitingOnly leave out those that were sent back already
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record DeadLetterFilter(
    @Nullable String topic,
    byte @Nullable [] key,
    Instant from,
    Instant to,
    @Nullable String exceptionClass,
    boolean waitingOnly) {

  /** All that was ever a dead letter and is still kept. */
  public static final DeadLetterFilter EVERYTHING =
      new DeadLetterFilter(null, null, Instant.MIN, Instant.MAX, null, false);

  /** All that waits for a decision. */
  public static final DeadLetterFilter WAITING =
      new DeadLetterFilter(null, null, Instant.MIN, Instant.MAX, null, true);

  /** Checks the range. */
  public DeadLetterFilter {
    if (from.isAfter(to)) {
      throw new ConsumerException("from %s is after to %s: swap them".formatted(from, to));
    }
  }

  /**
   * Only those of a topic.
   *
   * @param only the topic that was consumed, not the one of the dead letters
   * @return a narrower filter
   */
  public DeadLetterFilter ofTopic(String only) {
    return new DeadLetterFilter(only, key, from, to, exceptionClass, waitingOnly);
  }

  /**
   * Only those of a key.
   *
   * @param only the key's bytes; not copied
   * @return a narrower filter
   */
  public DeadLetterFilter ofKey(byte[] only) {
    return new DeadLetterFilter(topic, only, from, to, exceptionClass, waitingOnly);
  }

  /**
   * Only those that were written in a range of time.
   *
   * @param start the first instant of it
   * @param end the first instant behind it
   * @return a narrower filter
   */
  public DeadLetterFilter written(Instant start, Instant end) {
    return new DeadLetterFilter(topic, key, start, end, exceptionClass, waitingOnly);
  }

  /**
   * Only those of one exception.
   *
   * @param name the class's full name
   * @return a narrower filter
   */
  public DeadLetterFilter thrown(String name) {
    return new DeadLetterFilter(topic, key, from, to, name, waitingOnly);
  }

  boolean matches(DeadLetter letter) {
    return (key == null || Arrays.equals(key, letter.key()))
        && !letter.writtenAt().isBefore(from)
        && letter.writtenAt().isBefore(to)
        && (exceptionClass == null || exceptionClass.equals(letter.failure().exceptionClass()))
        && !(waitingOnly && letter.redriven());
  }
}
