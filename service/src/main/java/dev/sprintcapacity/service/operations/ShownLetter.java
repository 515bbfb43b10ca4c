package dev.sprintcapacity.service.operations;

import dev.sprintcapacity.consumer.deadletter.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is shown to people.
 *
 * @param letter the letter itself
 * @param value what the record said; null where it has no value
 * @param headers those of the record, in order, without what the way into the dead letters added
 */
public record ShownLetter(
    DeadLetter letter, @Nullable ShownBytes value, List<ShownHeader> headers) {

  /** Headers shown; a record of ours has about ten. */
  private static final int MOST_HEADERS = 50;

  public ShownLetter {
    headers = List.copyOf(headers);
  }

  /**
   * A header.
   *
   * @param name its name
   * @param value what it says; null where it has no value
   */
  public record ShownHeader(String name, @Nullable ShownBytes value) {}

  static ShownLetter of(DeadLetter letter) {
    byte[] value = letter.value();
    return new ShownLetter(
        letter,
        value == null ? null : ShownBytes.of(value),
        letter.headers().stream()
            .limit(MOST_HEADERS)
            .map(header ->
                new ShownHeader(
                    header.key(), header.value() == null ? null : ShownBytes.of(header.value())))
            .toList());
  }
}
