package dev.sprintcapacity.consumer.spi;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import org.jspecify.annotations.Nullable;

/**
 * Stands around each call of a handler: spans, logging context, timing. Open: tracers differ. Must
 * be safe for use by many threads. What it throws is logged and changes nothing for the event.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HandlerInterceptor {
  /**
   * Called before the handler, once per attempt, on the handler's thread.
   *
   * @param event the event
   * @param context where it came from, and which attempt this is
   * @return what to call when the handler is through
   */
  Call before(ConsumedEvent event, HandlerContext context);

  /**
   * One call of a handler.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  interface Call {
    /**
     * Called after the handler, on the same thread, whatever came of it; where there are several
     * interceptors, the one called first before is called last after.
     *
     * @param result what the handler returned; null where it threw
     * @param failure what the handler threw; null where it returned
     */
    void after(@Nullable HandlerResult result, @Nullable Throwable failure);
  }
}
