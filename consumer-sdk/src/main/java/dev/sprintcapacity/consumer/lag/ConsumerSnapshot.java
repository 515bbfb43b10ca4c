package dev.sprintcapacity.consumer.lag;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a consumer says of itself at one moment.
 *
 * @param group the consumer group
 * @param phase where it is in its life
 * @param phaseSince since when
 * @param phaseReason why, in words, where it failed; otherwise empty
 * @param lastPoll when the poll loop last went round; before the first time, when it was started
 * @param partitions those this member reads
 * @param stuckKeys keys whose first event fails, at most as many as the consumer lists
 * @param inbound what the checks before the handlers noticed
 * @since 0.1.0
 */
public record ConsumerSnapshot(
    String group,
    ConsumerPhase phase,
    Instant phaseSince,
    String phaseReason,
    Instant lastPoll,
    List<PartitionProgress> partitions,
    List<StuckKey> stuckKeys,
    InboundCounts inbound) {
  /** Checks that everything is there, and copies the lists. */
  public ConsumerSnapshot {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(phaseSince, "phaseSince");
    Objects.requireNonNull(phaseReason, "phaseReason");
    Objects.requireNonNull(lastPoll, "lastPoll");
    partitions = List.copyOf(partitions);
    stuckKeys = List.copyOf(stuckKeys);
    Objects.requireNonNull(inbound, "inbound");
  }
}
