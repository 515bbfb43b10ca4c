package dev.sprintcapacity.chaos.outage;

import dev.sprintcapacity.chaos.stage.StagePlan;
import java.time.Duration;
import java.util.Objects;

/**
 * An outage to be measured.
 *
 * @param stage what it happens on
 * @param before how long the API is measured with the broker; longer than none
 * @param length how long the broker is away; longer than none
 */
public record OutagePlan(StagePlan stage, Duration before, Duration length) {
  /** Checks the values. */
  public OutagePlan {
    Objects.requireNonNull(stage, "stage");
    if (!before.isPositive()) {
      throw new IllegalArgumentException("before must be longer than none, but is " + before);
    }
    if (!length.isPositive()) {
      throw new IllegalArgumentException("length must be longer than none, but is " + length);
    }
  }
}
