package dev.sprintcapacity.consumer.trace;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.HandlerContext;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A {@code traceparent} as W3C Trace Context level 1 defines it (<a
 * href="https://www.w3.org/TR/trace-context-1/#traceparent-header">section 3.2</a>): what a handler
 * sends along with its own calls so that they belong to the trace of the change.
 *
 * <p>Reading is strict: lower case only, no id of zeros, no version ff. A later version is read by
 * the fields this one knows, as the recommendation asks, and written as version 00.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param parentId 16 lower-case hexadecimal digits, not all zero: the span that calls
 * @param sampled whether the caller may have recorded the trace
 * @since 0.1.0
 */
public record Traceparent(String traceId, String parentId, boolean sampled) {
  private static final int TRACE_ID_LENGTH = 32;
  private static final int PARENT_ID_LENGTH = 16;
  private static final int TRACE_ID_AT = 3;
  private static final int PARENT_ID_AT = TRACE_ID_AT + TRACE_ID_LENGTH + 1;
  private static final int FLAGS_AT = PARENT_ID_AT + PARENT_ID_LENGTH + 1;
  private static final int LENGTH = FLAGS_AT + 2;
  private static final int SAMPLED = 1;

  /** Checks both ids. */
  public Traceparent {
    require("traceId", traceId, TRACE_ID_LENGTH);
    require("parentId", parentId, PARENT_ID_LENGTH);
  }

  private static void require(String name, String id, int length) {
    if (id.length() != length || !isId(id, 0, length)) {
      throw new ConsumerException(
          "%s must be %d lower-case hexadecimal digits, not all zero, but has %d characters or others"
              .formatted(name, length, id.length()));
    }
  }

  /**
   * Reads the value of a {@code traceparent} header.
   *
   * @param text the value
   * @return the context; empty where the text is not valid, and then a new trace has to begin
   */
  public static Optional<Traceparent> parse(String text) {
    if (text.length() < LENGTH || !isHex(text, 0, 2) || text.startsWith("ff")) {
      return Optional.empty();
    }
    boolean lengthFits =
        text.length() == LENGTH || (!text.startsWith("00") && text.charAt(LENGTH) == '-');
    boolean dashed =
        text.charAt(TRACE_ID_AT - 1) == '-'
            && text.charAt(PARENT_ID_AT - 1) == '-'
            && text.charAt(FLAGS_AT - 1) == '-';
    if (!lengthFits
        || !dashed
        || !isId(text, TRACE_ID_AT, TRACE_ID_LENGTH)
        || !isId(text, PARENT_ID_AT, PARENT_ID_LENGTH)
        || !isHex(text, FLAGS_AT, 2)) {
      return Optional.empty();
    }
    return Optional.of(
        new Traceparent(
            text.substring(TRACE_ID_AT, TRACE_ID_AT + TRACE_ID_LENGTH),
            text.substring(PARENT_ID_AT, PARENT_ID_AT + PARENT_ID_LENGTH),
            (HexFormat.fromHexDigits(text, FLAGS_AT, LENGTH) & SAMPLED) != 0));
  }

  /**
   * The context of what a handler does for an event: a child of the event's trace, or a new trace
   * that is not sampled where the event has none.
   *
   * @param context of the handler
   * @param random source of the new ids; safe for use by many threads where handlers share it
   * @return the context to send along
   */
  public static Traceparent forHandler(HandlerContext context, RandomGenerator random) {
    return context
        .traceparent()
        .flatMap(Traceparent::parse)
        .map(parent -> parent.child(random))
        .orElseGet(() ->
            new Traceparent(
                randomId(TRACE_ID_LENGTH, random), randomId(PARENT_ID_LENGTH, random), false));
  }

  /**
   * The same trace with a new span.
   *
   * @param random source of the span's id
   * @return the child
   */
  public Traceparent child(RandomGenerator random) {
    return new Traceparent(traceId, randomId(PARENT_ID_LENGTH, random), sampled);
  }

  /**
   * The value of a {@code traceparent} header, version 00. Flags other than sampled are left out,
   * as the recommendation asks of whoever does not know them.
   *
   * @return 55 characters
   */
  public String format() {
    return "00-" + traceId + '-' + parentId + (sampled ? "-01" : "-00");
  }

  private static String randomId(int length, RandomGenerator random) {
    byte[] bytes = new byte[length / 2];
    String id;
    do {
      random.nextBytes(bytes);
      id = HexFormat.of().formatHex(bytes);
    } while (!isId(id, 0, length));
    return id;
  }

  private static boolean isId(String text, int from, int length) {
    boolean nonZero = false;
    for (int i = from; i < from + length; i++) {
      nonZero |= text.charAt(i) != '0';
    }
    return nonZero && isHex(text, from, length);
  }

  private static boolean isHex(String text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
