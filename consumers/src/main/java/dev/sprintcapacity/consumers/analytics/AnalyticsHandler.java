package dev.sprintcapacity.consumers.analytics;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.inbox.TransactionalHandler;
import dev.sprintcapacity.consumer.inbox.TransactionalInbox;
import dev.sprintcapacity.events.Event;
import dev.sprintcapacity.events.EventData;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps each event, and now and then removes old marks of the inbox: an event that comes again
 * after its mark is gone finds its row and changes nothing.
 */
final class AnalyticsHandler implements TransactionalHandler {

  /** Long enough to spare the tables the work of an event that comes again after an outage. */
  static final Duration MARKS_KEPT = Duration.ofDays(7);

  /** Some three events a second may go on for ever. */
  static final Duration BETWEEN_PRUNINGS = Duration.ofMinutes(5);

  private static final int PRUNED_AT_ONCE = 1_000;

  private final AnalyticsStore store = new AnalyticsStore();
  private final TransactionalInbox inbox;
  private final InstantSource clock;
  private final AtomicReference<Instant> nextPruning;

  AnalyticsHandler(TransactionalInbox inbox, InstantSource clock) {
    this.inbox = inbox;
    this.clock = clock;
    this.nextPruning = new AtomicReference<>(clock.instant().plus(BETWEEN_PRUNINGS));
  }

  @Override
  public HandlerResult handle(Connection connection, ConsumedEvent event, HandlerContext context)
      throws SQLException {
    EventData data = event.data();
    UUID id = context.id();
    if (data == null || id == null || context.sequence() == 0) {
      return HandlerResult.deadLetter(
          "analytics needs ce_id, ce_sequence and content of a known type: %s has not all of them"
              .formatted(event.eventType()));
    }
    store.keep(connection, new Event(id, event.timestamp(), context.sequence(), null, data));
    if (isPruningDue()) {
      inbox.prune(connection, MARKS_KEPT, PRUNED_AT_ONCE);
    }
    return HandlerResult.done();
  }

  private boolean isPruningDue() {
    Instant due = nextPruning.get();
    Instant now = clock.instant();
    return !now.isBefore(due) && nextPruning.compareAndSet(due, now.plus(BETWEEN_PRUNINGS));
  }
}
