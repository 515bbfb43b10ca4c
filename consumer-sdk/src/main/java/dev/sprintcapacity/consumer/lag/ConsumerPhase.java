package dev.sprintcapacity.consumer.lag;

/**
 * Where a consumer is in its life. Closed: health is judged for each.
 *
 * @since 0.1.0
 */
public enum ConsumerPhase {
  /** Not asked to start. */
  CREATED,
  /** Connects and joins its group. */
  STARTING,
  /** Polls and handles; also as a spare member without partitions. */
  RUNNING,
  /** Its group changes; partitions may be missing for a while. */
  REBALANCING,
  /** Finishes what it has begun. */
  STOPPING,
  /** Was closed. */
  STOPPED,
  /** Ended by itself and will not go on. */
  FAILED
}
