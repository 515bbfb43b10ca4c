package dev.sprintcapacity.chaos.network;

import java.time.Duration;
import java.util.Objects;

/**
 * How a connection is.
 *
 * @param flow what becomes of bytes
 * @param delay of each piece of up to {@value Pump#PIECE_BYTES} bytes, in each direction; 0 or more
 */
public record Condition(Flow flow, Duration delay) {
  /** Bytes arrive at once. */
  public static final Condition GOOD = new Condition(Flow.PASSES, Duration.ZERO);

  /** Connections are reset, new ones too. */
  public static final Condition CUT = new Condition(Flow.RESET, Duration.ZERO);

  /**
   * Half open: connections stand, new ones are taken, and no byte arrives. Whatever stood in that
   * time is reset when it is over, as by a peer that was started again.
   */
  public static final Condition SILENT = new Condition(Flow.HELD, Duration.ZERO);

  /** What becomes of bytes. */
  enum Flow {
    PASSES,
    HELD,
    RESET
  }

  /** Checks the values. */
  public Condition {
    Objects.requireNonNull(flow, "flow");
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must be 0 or more, but is " + delay);
    }
  }

  /**
   * Each piece arrives later by so much, and the next one behind it: slow, and narrow where much is
   * sent.
   */
  public static Condition slow(Duration delay) {
    return new Condition(Flow.PASSES, delay);
  }
}
