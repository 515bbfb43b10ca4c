package dev.sprintcapacity.service.metrics;

import dev.sprintcapacity.service.relay.Relay;
import dev.sprintcapacity.service.relay.RelayMetrics;
import dev.sprintcapacity.service.relay.RelayStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What operators watch of the relay. */
public final class RelayMeters {

  /** Every label that {@link RelayStatus} has, so that each is a series from the start. */
  private static final List<String> STATUS_LABELS =
      List.of("disabled", "connecting", "standby", "active", "refused");

  private RelayMeters() {}

  /** Reports the relay to the registry. */
  public static void bind(Relay relay, MeterRegistry registry) {
    RelayMetrics metrics = relay.metrics();
    FunctionCounter.builder(
            "sprintcap.relay.published.events", metrics, RelayMetrics::publishedEvents)
        .description("events published to Kafka by this instance")
        .register(registry);
    FunctionCounter.builder(
            "sprintcap.relay.published.batches", metrics, RelayMetrics::publishedBatches)
        .description("Kafka transactions committed by this instance")
        .register(registry);
    FunctionCounter.builder("sprintcap.relay.failures", metrics, RelayMetrics::failures)
        .description("connections of the relay with the database or Kafka that failed")
        .register(registry);
    FunctionCounter.builder("sprintcap.relay.takeovers", metrics, RelayMetrics::takeOvers)
        .description("how often this instance began to publish")
        .register(registry);
    Gauge.builder("sprintcap.relay.last.batch.events", metrics, RelayMetrics::lastBatchEvents)
        .description("events in the last Kafka transaction")
        .register(registry);
    TimeGauge.builder(
            "sprintcap.relay.oldest.unpublished.age",
            metrics,
            TimeUnit.NANOSECONDS,
            of -> of.oldestWaiting().toNanos())
        .description("age of the oldest event that this instance knows to wait")
        .register(registry);
    TimeGauge.builder(
            "sprintcap.relay.last.lag", metrics, TimeUnit.NANOSECONDS, of -> of.lastLag().toNanos())
        .description("from the change to its publication, for the oldest event of the last batch")
        .register(registry);
    Gauge.builder("sprintcap.relay.alarms", relay, of -> alarms(of.status()))
        .description("what was found before publication began, and a person should look at")
        .register(registry);
    for (String label : STATUS_LABELS) {
      Gauge.builder(
              "sprintcap.relay.status", relay, of -> of.status().label().equals(label) ? 1 : 0)
          .tag("status", label)
          .description("1 for the state the relay is in")
          .register(registry);
    }
  }

  private static int alarms(RelayStatus status) {
    return status instanceof RelayStatus.Active(List<String> alarms) ? alarms.size() : 0;
  }
}
