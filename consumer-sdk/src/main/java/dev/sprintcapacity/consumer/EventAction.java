package dev.sprintcapacity.consumer;

/**
 * The shortest handler: an event that was handled without an exception is done.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EventAction {
  /**
   * Handles an event.
   *
   * @param event the event
   * @throws Exception classified by its type: see {@link
   *     dev.sprintcapacity.consumer.spi.FailureClassifier}
   */
  void accept(ConsumedEvent event) throws Exception;
}
