package dev.sprintcapacity.service.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What operators watch of live updates. */
public final class LiveMeters {

  private LiveMeters() {}

  /** Reports to the registry. */
  public static void bind(Live live, MeterRegistry registry) {
    for (LiveClients.Kind kind : LiveClients.Kind.values()) {
      Gauge.builder("sprintcap.live.clients", live, of -> of.clients().count(kind))
          .tag("kind", tag(kind))
          .description("clients connected to this instance")
          .register(registry);
    }
    counter(live, "refused.clients", of -> of.clients().refused())
        .description("clients refused because as many are connected as may be")
        .register(registry);
    perKind(live, registry, LiveClients.Kind.WEBSOCKET, "sent.messages", of -> of.sockets().sent());
    perKind(live, registry, LiveClients.Kind.SSE, "sent.messages", of -> of.streams().sent());
    perKind(
        live,
        registry,
        LiveClients.Kind.WEBSOCKET,
        "dropped.clients",
        of -> of.sockets().dropped());
    perKind(live, registry, LiveClients.Kind.SSE, "dropped.clients", of -> of.streams().dropped());
  }

  private static void perKind(
      Live live,
      MeterRegistry registry,
      LiveClients.Kind kind,
      String name,
      ToDoubleFunction<Live> value) {
    counter(live, name, value)
        .tag("kind", tag(kind))
        .description(
            name.startsWith("sent")
                ? "messages sent, once for each client"
                : "clients dropped because they did not keep up")
        .register(registry);
  }

  private static FunctionCounter.Builder<Live> counter(
      Live live, String name, ToDoubleFunction<Live> value) {
    return FunctionCounter.builder("sprintcap.live." + name, live, value);
  }

  private static String tag(LiveClients.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
