package dev.sprintcapacity.service.relay;

import java.util.Objects;

/**
 * The topics the relay creates where they do not exist. It never changes one that does.
 *
 * @param partitions of each event topic
 * @param replication of every topic
 * @param cursorTopic compacted topic of one partition that holds how far each relay has come
 */
public record TopicPlan(int partitions, short replication, String cursorTopic) {

  /** Where relays keep their cursors unless told otherwise. */
  public static final String DEFAULT_CURSOR_TOPIC = "sprintcap.relay.cursor";

  /**
   * Checks the values.
   *
   * @throws RelaySettingsException where a number is below 1
   */
  public TopicPlan {
    Objects.requireNonNull(cursorTopic, "cursorTopic");
    if (partitions < 1 || replication < 1) {
      throw new RelaySettingsException(
          "relay: topics need at least 1 partition and 1 replica, not %d and %d"
              .formatted(partitions, replication));
    }
  }
}
