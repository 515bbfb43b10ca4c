package dev.sprintcapacity.consumer.internal.poll;

/**
 * What a loop held after its last turn.
 *
 * @param recordsInMemory read and neither done nor handed over
 * @param busyLanes keys with work
 * @param waitingLanes keys whose next attempt waits for its time
 * @param partitions held
 * @param pausedPartitions of these, not read at the moment
 */
public record LoopGauges(
    int recordsInMemory, int busyLanes, int waitingLanes, int partitions, int pausedPartitions) {
  /** Holds nothing. */
  public static final LoopGauges ZERO = new LoopGauges(0, 0, 0, 0, 0);
}
