package dev.sprintcapacity.consumer.internal.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a dead letter, or of one on its way back, say of where it comes from.
 *
 * @param origin where it stood at first
 * @param group the group that failed
 * @param redriveCount how often it was sent back
 * @param firstFailure when it failed for the first time; null where that is not said
 * @param run the state of the parked key that its redrive saw, or {@link #NO_RUN}
 * @param unpark the last parked offset a redrive saw, or null where this is not the end of one
 */
public record Provenance(
    Origin origin,
    String group,
    int redriveCount,
    @Nullable Instant firstFailure,
    long run,
    @Nullable Long unpark) {

  /** The key was not parked when its records were sent back. */
  public static final long NO_RUN = -1;

  /**
   * Reads it from the last block of our headers. What is not written as we write it counts as not
   * there: anybody can write to a topic.
   */
  public static Optional<Provenance> of(Headers headers) {
    Map<String, String> block = blockOf(headers);
    try {
      Instant timestamp = instant(block.get(DeadLetterHeaders.ORIGINAL_TIMESTAMP));
      String topic = block.get(DeadLetterHeaders.ORIGINAL_TOPIC);
      String group = block.get(DeadLetterHeaders.GROUP);
      if (topic == null || group == null) {
        return Optional.empty();
      }
      String unpark = block.get(DeadLetterHeaders.UNPARK);
      Origin origin =
          new Origin(
              topic,
              Math.toIntExact(number(block.get(DeadLetterHeaders.ORIGINAL_PARTITION))),
              number(block.get(DeadLetterHeaders.ORIGINAL_OFFSET)),
              timestamp);
      return Optional.of(
          new Provenance(
              origin,
              group,
              Math.toIntExact(number(block.get(DeadLetterHeaders.REDRIVE_COUNT))),
              instant(block.get(DeadLetterHeaders.FIRST_FAILURE)),
              block.containsKey(DeadLetterHeaders.REDRIVE_RUN)
                  ? number(block.get(DeadLetterHeaders.REDRIVE_RUN))
                  : NO_RUN,
              unpark == null ? null : number(unpark)));
    } catch (NumberFormatException | ArithmeticException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  /** The headers that the record had before it became a dead letter. */
  public static List<Header> originals(Headers headers) {
    Header[] all = headers.toArray();
    int block = startOfBlock(all);
    List<Header> originals = new ArrayList<>(all.length);
    for (int i = 0; i < all.length; i++) {
      if (i < block || !DeadLetterHeaders.isOurs(all[i].key())) {
        originals.add(all[i]);
      }
    }
    return originals;
  }

  /** Our headers as text, without those that the record brought along under our names. */
  public static Map<String, String> blockOf(Headers headers) {
    Header[] all = headers.toArray();
    Map<String, String> block = new LinkedHashMap<>();
    for (int i = startOfBlock(all); i < all.length; i++) {
      if (DeadLetterHeaders.isOurs(all[i].key()) && all[i].value() != null) {
        block.put(all[i].key(), new String(all[i].value(), UTF_8));
      }
    }
    return block;
  }

  private static int startOfBlock(Header[] all) {
    for (int i = all.length - 1; i >= 0; i--) {
      if (all[i].key().equals(DeadLetterHeaders.ORIGINAL_TOPIC)) {
        return i;
      }
    }
    return all.length;
  }

  private static long number(@Nullable String text) {
    long number = Long.parseLong(String.valueOf(text));
    if (number < 0) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
