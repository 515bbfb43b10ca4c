package dev.sprintcapacity.consumer.internal.dispatch;

import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.internal.deadletter.DeadLetterSink;
import dev.sprintcapacity.consumer.internal.deadletter.RedrivenKeys;
import dev.sprintcapacity.consumer.internal.inbound.InboundChecks;
import dev.sprintcapacity.consumer.internal.retry.Backoff;
import dev.sprintcapacity.consumer.internal.retry.RetryRules;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What handling is made of.
 *
 * @param group the consumer group
 * @param handlers by the event type on the wire
 * @param inbound judges records before their handler sees them
 * @param deadLetters takes what no attempt could handle
 * @param parkedKeys knows which keys wait behind a dead letter
 * @param rules what results and exceptions mean
 * @param sinkBackoff waits between two attempts to write a dead letter
 * @param maxConcurrency handlers at once
 * @param inlineNanos what the leader does itself: handlings shorter than this on average
 * @param threads runs a worker, each on a thread of its own
 * @param clock for times that people read
 * @param nanoTime for everything that is decided
 * @param pause lets the leader wait for workers
 */
public record DispatchParts(
    String group,
    Map<String, EventHandler> handlers,
    InboundChecks inbound,
    DeadLetterSink deadLetters,
    RedrivenKeys parkedKeys,
    RetryRules rules,
    Backoff sinkBackoff,
    int maxConcurrency,
    long inlineNanos,
    Executor threads,
    InstantSource clock,
    LongSupplier nanoTime,
    Pause pause) {
  /** Copies the handlers. */
  public DispatchParts {
    handlers = Map.copyOf(handlers);
  }
}
