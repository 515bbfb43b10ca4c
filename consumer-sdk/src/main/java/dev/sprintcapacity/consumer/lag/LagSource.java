package dev.sprintcapacity.consumer.lag;

/**
 * Gives snapshots of a consumer. Open: the consumer is one, tests have others. Safe for use by many
 * threads; takes no lock that a handler holds, and never asks the broker.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LagSource {
  /**
   * Takes a snapshot.
   *
   * @return the consumer as it is
   */
  ConsumerSnapshot snapshot();
}
