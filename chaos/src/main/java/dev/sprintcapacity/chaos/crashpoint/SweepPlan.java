package dev.sprintcapacity.chaos.crashpoint;

import dev.sprintcapacity.chaos.stage.StagePlan;
import java.time.Duration;
import java.util.Objects;

/**
 * What to sweep.
 *
 * @param stage with one instance of the service, whose connections lead through proxies
 * @param most points, chosen by the seed; all where there are no more
 * @param bound after which the service is not killed any more
 */
public record SweepPlan(StagePlan stage, int most, Duration bound) {
  /** Checks the values. */
  public SweepPlan {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(bound, "bound");
    if (stage.instances() != 1 || !stage.links()) {
      throw new IllegalArgumentException(
          "a sweep needs one instance, with proxies; there are %d, proxies: %s"
              .formatted(stage.instances(), stage.links()));
    }
    if (most < 1) {
      throw new IllegalArgumentException("points must be 1 or more, but are " + most);
    }
  }
}
