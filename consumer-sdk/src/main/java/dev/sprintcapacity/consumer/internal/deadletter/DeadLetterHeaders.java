package dev.sprintcapacity.consumer.internal.deadletter;

/**
 * The headers that a dead letter has behind those of the record it was made from.
 *
 * <p>What they say is what Spring Kafka's {@code kafka_dlt-…} say. The names are others on purpose:
 * Spring writes numbers as big-endian bytes, these are text that any client and any shell can read,
 * and a reader that trusts a name must be able to trust the encoding. They say {@code dlq}, as the
 * topic does, and {@code sprintcap}, as every setting of this product does.
 *
 * <p>All values are UTF-8. Numbers are decimal, times are RFC 3339 in UTC. In text that comes from
 * an exception, characters that would steer a terminal or forge a line of a log are written as
 * {@code \}{@code u000a}; text beyond its bound ends in {@code …}. {@link #ORIGINAL_TOPIC} always
 * stands first: headers of the same names in front of the last one are the record's own.
 */
public final class DeadLetterHeaders {
  /** Beginning of the names of everything that is known of a failure. */
  static final String PREFIX = "sprintcap-dlq-";

  /** Topic of the record that failed, at first: a redrive does not change it. */
  public static final String ORIGINAL_TOPIC = "sprintcap-dlq-original-topic";

  /** Partition of the record in that topic. */
  public static final String ORIGINAL_PARTITION = "sprintcap-dlq-original-partition";

  /** Offset of the record in that partition. */
  public static final String ORIGINAL_OFFSET = "sprintcap-dlq-original-offset";

  /** Timestamp of the record; absent where it had none. */
  public static final String ORIGINAL_TIMESTAMP = "sprintcap-dlq-original-timestamp";

  /** The key's bytes; absent where there is no key, or one of more than {@value #KEY_BYTES}. */
  public static final String ORIGINAL_KEY = "sprintcap-dlq-original-key";

  /** The group that could not handle the record. */
  public static final String GROUP = "sprintcap-dlq-group";

  /**
   * Attempts since the record was last read; 0 where it stood behind a parked key or unreadable.
   */
  public static final String ATTEMPTS = "sprintcap-dlq-attempts";

  /** Why it is a dead letter, in words. */
  public static final String REASON = "sprintcap-dlq-reason";

  /** Class of what the last attempt threw; absent, as the next three, where nothing was thrown. */
  public static final String EXCEPTION_CLASS = "sprintcap-dlq-exception-class";

  /** Its message; absent where it has none. */
  public static final String EXCEPTION_MESSAGE = "sprintcap-dlq-exception-message";

  /** Class of the first cause; absent where that is the exception itself. */
  public static final String EXCEPTION_CAUSE_CLASS = "sprintcap-dlq-exception-cause-class";

  /** The first frames of the exception and of each cause; absent where the letter is too large. */
  public static final String EXCEPTION_STACKTRACE = "sprintcap-dlq-exception-stacktrace";

  /** When the record failed for the first time; a redrive does not change it. */
  public static final String FIRST_FAILURE = "sprintcap-dlq-first-failure";

  /** When it failed last. */
  public static final String LAST_FAILURE = "sprintcap-dlq-last-failure";

  /** Names of the record's own headers that were left out because the letter was too large. */
  public static final String HEADERS_LEFT_OUT = "sprintcap-dlq-headers-left-out";

  /** How often the record was sent back to the group; the guard against loops counts by it. */
  public static final String REDRIVE_COUNT = "sprintcap-redrive-count";

  /**
   * On the way back: which state of the parked key the redrive saw. Absent where the key was not
   * parked. See {@link RedrivenKeys}.
   */
  public static final String REDRIVE_RUN = "sprintcap-redrive-run";

  /** Marks the end of the redrive of a parked key: the last parked offset that the redrive saw. */
  public static final String UNPARK = "sprintcap-unpark";

  /** A key is in the record anyway: a larger one is not repeated in a header. */
  static final int KEY_BYTES = 1024;

  private DeadLetterHeaders() {}

  /** Whether a header says something of a failure or of a redrive. */
  static boolean isOurs(String name) {
    return name.startsWith(PREFIX)
        || name.equals(REDRIVE_COUNT)
        || name.equals(REDRIVE_RUN)
        || name.equals(UNPARK);
  }
}
