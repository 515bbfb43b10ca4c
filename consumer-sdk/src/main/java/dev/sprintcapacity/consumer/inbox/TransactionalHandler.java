package dev.sprintcapacity.consumer.inbox;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import java.sql.Connection;

/**
 * Handles an event inside a database transaction that {@link TransactionalInbox#once} begins and
 * ends. See {@link dev.sprintcapacity.consumer.EventHandler} for threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TransactionalHandler {
  /**
   * Applies the event's effect.
   *
   * @param connection in the transaction; neither commit, roll back nor close it, and do not keep
   *     it
   * @param event the event
   * @param context where it came from, and which attempt this is
   * @return what became of it: done and skip commit, all others roll back
   * @throws Exception rolls back, and is classified by its type
   */
  HandlerResult handle(Connection connection, ConsumedEvent event, HandlerContext context)
      throws Exception;
}
