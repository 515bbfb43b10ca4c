package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.deadletter.ParkedKeys;
import dev.sprintcapacity.consumer.internal.dispatch.Pause;
import dev.sprintcapacity.consumer.internal.inbound.InboundChecks;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a loop tells of the partitions this member holds, and its clocks.
 *
 * @param inbound the checks before handlers
 * @param parkedKeys the keys that wait behind a dead letter
 * @param clock for times that people read
 * @param nanoTime for everything that is decided
 * @param pause lets the loop wait where it does not poll
 */
public record PollParts(
    InboundChecks inbound,
    ParkedKeys parkedKeys,
    InstantSource clock,
    LongSupplier nanoTime,
    Pause pause) {}
