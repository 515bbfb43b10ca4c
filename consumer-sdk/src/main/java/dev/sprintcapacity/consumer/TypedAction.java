package dev.sprintcapacity.consumer;

import dev.sprintcapacity.events.EventData;

/**
 * The shortest typed handler: content that was handled without an exception is done. See {@link
 * EventHandler} for threads.
 *
 * @param <T> the content
 * @since 0.1.0
 */
@FunctionalInterface
public interface TypedAction<T extends EventData> {
  /**
   * Handles the content of an event.
   *
   * @param data the content
   * @throws Exception classified by its type: see {@link
   *     dev.sprintcapacity.consumer.spi.FailureClassifier}
   */
  void accept(T data) throws Exception;
}
