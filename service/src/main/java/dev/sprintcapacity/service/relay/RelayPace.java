package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import java.time.Duration;
import java.util.Objects;

/**
 * How often and how much.
 *
 * @param poll longest time between two looks into the log; events of other instances wait for it.
 *     An idle relay makes one small query in each
 * @param standBy time between two attempts of a stand-by to lead
 * @param firstBackOff pause after the first failure; doubled with each further one
 * @param lastBackOff longest pause after a failure
 * @param recheck pause between two checks while publication is refused
 * @param limits the most to publish in one transaction
 */
public record RelayPace(
    Duration poll,
    Duration standBy,
    Duration firstBackOff,
    Duration lastBackOff,
    Duration recheck,
    ReadLimits limits) {

  /** At most 20 queries a second when idle; a stand-by leads well within 2 seconds. */
  public static final RelayPace DEFAULT =
      new RelayPace(
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          ReadLimits.DEFAULT);

  /**
   * Checks the values.
   *
   * @throws RelaySettingsException where a pause is not positive, or longer than the database lets
   *     the session of the relay be silent
   */
  public RelayPace {
    Objects.requireNonNull(limits, "limits");
    for (Duration pause : new Duration[] {poll, standBy, firstBackOff, lastBackOff, recheck}) {
      if (!pause.isPositive() || pause.compareTo(LogSession.IDLE_LIMIT) >= 0) {
        throw new RelaySettingsException(
            "relay: a pause of %s is not between 0 and %s, the time after which the database ends a silent session"
                .formatted(pause, LogSession.IDLE_LIMIT));
      }
    }
  }
}
