package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.deadletter.ParkedKeys;
import dev.sprintcapacity.consumer.internal.inbound.InboundChecks;

/**
 * Who is told which partitions this member holds.
 *
 * @param inbound the checks before handlers
 * @param parkedKeys the keys that wait behind a dead letter
 */
public record PollParts(InboundChecks inbound, ParkedKeys parkedKeys) {}
