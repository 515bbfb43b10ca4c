package dev.sprintcapacity.chaos.load;

import java.time.Duration;
import java.util.Objects;

/**
 * How many clients do what.
 *
 * @param clients how many work at once, 1..1000
 * @param contending whether they work on the same sprints, so that some are refused for what others
 *     did; otherwise each has its own, and without faults nothing is ever refused
 * @param pause of each client between two writes
 */
public record LoadShape(int clients, boolean contending, Duration pause) {
  private static final int MOST_CLIENTS = 1000;

  /** Checks the values. */
  public LoadShape {
    Objects.requireNonNull(pause, "pause");
    if (clients < 1 || clients > MOST_CLIENTS) {
      throw new IllegalArgumentException(
          "clients must be 1 to %d, but are %d".formatted(MOST_CLIENTS, clients));
    }
    if (pause.isNegative()) {
      throw new IllegalArgumentException("pause must not be negative, but is " + pause);
    }
  }
}
