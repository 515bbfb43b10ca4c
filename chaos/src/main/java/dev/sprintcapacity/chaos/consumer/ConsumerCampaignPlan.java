package dev.sprintcapacity.chaos.consumer;

import java.time.Duration;
import java.util.Objects;

/**
 * What to do to a group.
 *
 * @param stage what to do it to
 * @param kills of members
 * @param rebalances that are forced: leaves, joins, freezes
 * @param impatiencePercent of the strikes are followed by the next before the group has settled,
 *     0..100
 * @param bound after which no further strike begins
 */
public record ConsumerCampaignPlan(
    ConsumerStagePlan stage, int kills, int rebalances, int impatiencePercent, Duration bound) {
  private static final int PERCENT = 100;

  /** Checks the values. */
  public ConsumerCampaignPlan {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(bound, "bound");
    if (kills < 0 || rebalances < 0 || kills + rebalances < 1) {
      throw new IllegalArgumentException(
          "there must be a kill or a rebalance in each mode, but are %d and %d"
              .formatted(kills, rebalances));
    }
    if (impatiencePercent < 0 || impatiencePercent > PERCENT) {
      throw new IllegalArgumentException(
          "impatience must be 0 to 100 percent, but is " + impatiencePercent);
    }
  }
}
