package dev.sprintcapacity.consumer;

import dev.sprintcapacity.events.EventData;

/**
 * Handles the typed content of events of one type. See {@link EventHandler} for threads.
 *
 * @param <T> the content
 * @since 0.1.0
 */
@FunctionalInterface
public interface TypedHandler<T extends EventData> {
  /**
   * Handles the content of an event.
   *
   * @param data the content
   * @param context where it came from, and which attempt this is
   * @return what became of it
   * @throws Exception classified by its type: see {@link
   *     dev.sprintcapacity.consumer.spi.FailureClassifier}
   */
  HandlerResult handle(T data, HandlerContext context) throws Exception;
}
