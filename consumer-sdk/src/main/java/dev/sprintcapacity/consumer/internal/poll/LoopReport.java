package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.PartitionProgress;
import dev.sprintcapacity.consumer.lag.StuckKey;
import java.time.Instant;
import java.util.List;

/**
 * What a loop says of itself.
 *
 * @param phase where it is in its life
 * @param phaseSince since when
 * @param phaseReason why, where it failed; otherwise empty
 * @param lastPoll when it last went round
 * @param partitions how far it is, by a look that is a fraction of a second old
 * @param stuckKeys keys whose first record fails, by the same look
 */
public record LoopReport(
    ConsumerPhase phase,
    Instant phaseSince,
    String phaseReason,
    Instant lastPoll,
    List<PartitionProgress> partitions,
    List<StuckKey> stuckKeys) {
  /** Copies the lists. */
  public LoopReport {
    partitions = List.copyOf(partitions);
    stuckKeys = List.copyOf(stuckKeys);
  }
}
