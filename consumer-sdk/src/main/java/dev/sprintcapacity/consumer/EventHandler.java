package dev.sprintcapacity.consumer;

/**
 * Handles events of one type. Open: handlers are what users write. Called by one thread at a time
 * for one key, by many threads for different keys.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EventHandler {
  /**
   * Handles an event.
   *
   * @param event the event
   * @param context where it came from, and which attempt this is
   * @return what became of it
   * @throws Exception classified by its type: see {@link
   *     dev.sprintcapacity.consumer.spi.FailureClassifier}
   */
  HandlerResult handle(ConsumedEvent event, HandlerContext context) throws Exception;
}
