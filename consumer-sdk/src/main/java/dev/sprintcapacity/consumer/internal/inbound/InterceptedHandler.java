package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.ConsumedEvent;
import dev.sprintcapacity.consumer.EventHandler;
import dev.sprintcapacity.consumer.HandlerContext;
import dev.sprintcapacity.consumer.HandlerResult;
import dev.sprintcapacity.consumer.spi.HandlerInterceptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler with its interceptors around it. As safe for many threads as those are. */
public final class InterceptedHandler implements EventHandler {
  private static final Logger LOG = LoggerFactory.getLogger(InterceptedHandler.class);

  private final EventHandler handler;
  private final List<HandlerInterceptor> interceptors;

  private InterceptedHandler(EventHandler handler, List<HandlerInterceptor> interceptors) {
    this.handler = handler;
    this.interceptors = interceptors;
  }

  /** The handler itself where there is no interceptor. */
  public static EventHandler of(EventHandler handler, List<HandlerInterceptor> interceptors) {
    return interceptors.isEmpty()
        ? handler
        : new InterceptedHandler(handler, List.copyOf(interceptors));
  }

  @Override
  public HandlerResult handle(ConsumedEvent event, HandlerContext context) throws Exception {
    List<HandlerInterceptor.Call> calls = before(event, context);
    HandlerResult result = null;
    Throwable failure = null;
    try {
      result = handler.handle(event, context);
      return result;
    } catch (Throwable thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      after(calls, result, failure);
    }
  }

  private List<HandlerInterceptor.Call> before(ConsumedEvent event, HandlerContext context) {
    List<HandlerInterceptor.Call> calls = new ArrayList<>(interceptors.size());
    for (HandlerInterceptor interceptor : interceptors) {
      try {
        calls.add(interceptor.before(event, context));
      } catch (RuntimeException e) {
        LOG.warn("Interceptor {} failed before a handler", interceptor.getClass().getName(), e);
      }
    }
    return calls;
  }

  private static void after(
      List<HandlerInterceptor.Call> calls,
      @Nullable HandlerResult result,
      @Nullable Throwable failure) {
    for (HandlerInterceptor.Call call : calls.reversed()) {
      try {
        call.after(result, failure);
      } catch (RuntimeException e) {
        LOG.warn("Interceptor call {} failed after a handler", call.getClass().getName(), e);
      }
    }
  }
}
