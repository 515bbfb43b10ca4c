package dev.sprintcapacity.consumer.trace;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.spi.HandlerInterceptor;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Puts where an event came from into SLF4J's MDC while its handler runs: {@code event_type}, {@code
 * event_id}, {@code key}, {@code topic}, {@code partition}, {@code offset} and, where the event
 * belongs to a trace, {@code trace_id}. What had these names before is put back. Stateless, so safe
 * for use by many threads.
 *
 * @since 0.1.0
 */
public final class LoggingContext implements HandlerInterceptor {

  /** Nothing to set. */
  public LoggingContext() {
    // stateless
  }

  @Override
  public Call before(ConsumedEvent event, HandlerContext context) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    entries(event, context).forEach(MDC::put);
    return (result, failure) -> {
      if (before == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(before);
      }
    };
  }

  private static Map<String, String> entries(ConsumedEvent event, HandlerContext context) {
    Map<String, String> entries = new HashMap<>();
    entries.put("event_type", event.eventType());
    entries.put("topic", context.topic());
    entries.put("partition", Integer.toString(context.partition()));
    entries.put("offset", Long.toString(context.offset()));
    if (context.id() != null) {
      entries.put("event_id", context.id().toString());
    }
    if (context.key() != null) {
      entries.put("key", context.key());
    }
    context
        .traceparent()
        .flatMap(Traceparent::parse)
        .ifPresent(parent -> entries.put("trace_id", parent.traceId()));
    return entries;
  }
}
