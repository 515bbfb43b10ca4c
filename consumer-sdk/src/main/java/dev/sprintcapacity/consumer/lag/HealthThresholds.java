package dev.sprintcapacity.consumer.lag;

import dev.sprintcapacity.consumer.ConsumerException;
import java.time.Duration;

/**
 * From when on a consumer is degraded, and from when on unhealthy. All bounds are exceeded, not
 * reached.
 *
 * @param degradedAge age of the oldest unhandled event; above 0
 * @param degradedSilence time without a round of the poll loop; above 0
 * @param grace for how long something may go without getting better before it is unhealthy: a
 *     partition over {@code degradedAge} of which no record was done, though not all that is left
 *     waits for stuck keys; a silent poll loop; a start or rebalance that does not end; above 0
 * @param mostStuckKeys stuck keys a consumer may have at once, each for longer than {@code grace},
 *     before it is unhealthy; 0 or more. One stuck key alone holds up nobody else, and no restart
 *     helps it, so it only degrades
 * @since 0.1.0
 */
public record HealthThresholds(
    Duration degradedAge, Duration degradedSilence, Duration grace, int mostStuckKeys) {
  /** Degraded after 1 minute of age or 30 seconds of silence; 5 minutes of grace; 100 keys. */
  public static final HealthThresholds DEFAULT =
      new HealthThresholds(
          Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMinutes(5), 100);

  /** Checks every range. */
  public HealthThresholds {
    requirePositive("degradedAge", degradedAge);
    requirePositive("degradedSilence", degradedSilence);
    requirePositive("grace", grace);
    if (mostStuckKeys < 0) {
      throw new ConsumerException("mostStuckKeys must be 0 or more, but is " + mostStuckKeys);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new ConsumerException(name + " must be above 0, but is " + value);
    }
  }
}
