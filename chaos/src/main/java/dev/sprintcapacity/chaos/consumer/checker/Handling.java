package dev.sprintcapacity.chaos.consumer.checker;

import java.util.Objects;

/**
 * One call of a handler, as its process wrote it down.
 *
 * @param member the process
 * @param event what was handled
 * @param partition of the topic
 * @param offset of the record
 * @param attempt 1 for the first of a delivery
 * @param beganNanos first thing in the handler, by the clock of the host
 * @param endedNanos last thing in the handler; {@link Long#MAX_VALUE} where it was cut off
 * @param ending how it ended
 */
public record Handling(
    String member,
    EventMark event,
    int partition,
    long offset,
    int attempt,
    long beganNanos,
    long endedNanos,
    Ending ending) {
  /** Checks that everything is there and the times make sense. */
  public Handling {
    Objects.requireNonNull(member, "member");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(ending, "ending");
    if (endedNanos < beganNanos) {
      throw new IllegalArgumentException(
          "a handler of %s ends before it begins: %d, %d".formatted(event, beganNanos, endedNanos));
    }
  }

  /** The partition and the offset: the same for each delivery of a record. */
  public RecordPlace place() {
    return new RecordPlace(event.topic(), partition, offset);
  }

  /** Whether it is the first attempt of a delivery. */
  public boolean isDelivery() {
    return attempt == 1;
  }

  @Override
  public String toString() {
    return "%s handled %s at %s-%d, attempt %d, %s, from %d to %d"
        .formatted(member, event, event.topic(), offset, attempt, ending, beganNanos, endedNanos);
  }

  /** Where a record stands. */
  public record RecordPlace(String topic, int partition, long offset) {}
}
