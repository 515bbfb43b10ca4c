package dev.sprintcapacity.consumer.lag;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a consumer for Micrometer, an optional dependency that only this class refers to. All
 * have the tag {@code group}.
 *
 * <ul>
 *   <li>{@code sprintcap.consumer.lag.records}, {@code sprintcap.consumer.age.seconds}: over all
 *       partitions of this member, the sum and the greatest
 *   <li>{@code sprintcap.consumer.partition.lag.records}, {@code
 *       sprintcap.consumer.partition.age.seconds}: of each, with the tags {@code topic} and {@code
 *       partition}; see {@link #refresh}
 *   <li>{@code sprintcap.consumer.stuck.keys}
 *   <li>{@code sprintcap.consumer.health}: 1 healthy, 0.5 degraded, 0 unhealthy; {@code
 *       sprintcap.consumer.ready}: 1 or 0
 *   <li>{@code sprintcap.consumer.noticed}: a counter with the tag {@code what}, one for each
 *       component of {@link InboundCounts}
 * </ul>
 *
 * <p>Each reading takes a snapshot of its own. Safe for use by many threads once it is bound.
 *
 * @since 0.1.0
 */
public final class ConsumerMeters implements MeterBinder {
  private static final double DEGRADED = 0.5;
  private static final double MILLIS = 1000.0;

  private final LagSource source;
  private final Clock clock;
  private final HealthThresholds thresholds;
  private volatile @Nullable MultiGauge partitionLag;
  private volatile @Nullable MultiGauge partitionAge;

  /**
   * Only remembers of what.
   *
   * @param source of snapshots
   * @param clock the one snapshots are taken by
   * @param thresholds for the health
   */
  public ConsumerMeters(LagSource source, Clock clock, HealthThresholds thresholds) {
    this.source = Objects.requireNonNull(source, "source");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.thresholds = Objects.requireNonNull(thresholds, "thresholds");
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("group", source.snapshot().group());
    gauge(registry, tags, "lag.records", "Records left to handle", ConsumerReport::lagRecords);
    gauge(registry, tags, "age.seconds", "Age of the oldest unhandled event", this::ageSeconds);
    gauge(
        registry,
        tags,
        "stuck.keys",
        "Keys whose first event fails",
        report -> report.snapshot().stuckKeys().size());
    gauge(registry, tags, "health", "1 healthy, 0.5 degraded, 0 unhealthy", this::health);
    gauge(registry, tags, "ready", "1 ready, 0 not", report -> report.isReady() ? 1 : 0);
    counters(registry, tags);
    partitionLag = multiGauge(registry, tags, "partition.lag.records");
    partitionAge = multiGauge(registry, tags, "partition.age.seconds");
    refresh();
  }

  /**
   * Adds the meters of partitions that were assigned since, and removes those of partitions that
   * were revoked. Call it after each rebalance. Does nothing before the meters are bound.
   */
  public void refresh() {
    MultiGauge lag = partitionLag;
    MultiGauge age = partitionAge;
    if (lag == null || age == null) {
      return;
    }
    List<MultiGauge.Row<?>> lags = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    for (PartitionProgress partition : source.snapshot().partitions()) {
      String topic = partition.topic();
      int number = partition.partition();
      Tags tags = Tags.of("topic", topic, "partition", Integer.toString(number));
      lags.add(
          MultiGauge.Row.of(tags, () -> ofPartition(topic, number, PartitionProgress::lagRecords)));
      ages.add(
          MultiGauge.Row.of(
              tags,
              () ->
                  ofPartition(
                      topic, number, found -> found.age(clock.instant()).toMillis() / MILLIS)));
    }
    lag.register(lags, true);
    age.register(ages, true);
  }

  private double ofPartition(String topic, int number, ToDoubleFunction<PartitionProgress> value) {
    return source.snapshot().partitions().stream()
        .filter(found -> found.partition() == number && found.topic().equals(topic))
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private void gauge(
      MeterRegistry registry,
      Tags tags,
      String name,
      String description,
      ToDoubleFunction<ConsumerReport> value) {
    Gauge.builder("sprintcap.consumer." + name, this, meters -> value.applyAsDouble(report()))
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private ConsumerReport report() {
    return ConsumerReport.of(source.snapshot(), clock.instant(), thresholds);
  }

  private double ageSeconds(ConsumerReport report) {
    return report.age().toMillis() / MILLIS;
  }

  private double health(ConsumerReport report) {
    return switch (report.health()) {
      case Health.Healthy healthy -> 1;
      case Health.Degraded degraded -> DEGRADED;
      case Health.Unhealthy unhealthy -> 0;
    };
  }

  private static MultiGauge multiGauge(MeterRegistry registry, Tags tags, String name) {
    return MultiGauge.builder("sprintcap.consumer." + name).tags(tags).register(registry);
  }

  private void counters(MeterRegistry registry, Tags tags) {
    counter(registry, tags, "unknown_type", InboundCounts::unknownTypes);
    counter(registry, tags, "malformed", InboundCounts::malformed);
    counter(registry, tags, "newer_version", InboundCounts::newerVersions);
    counter(registry, tags, "schema_violation", InboundCounts::schemaViolations);
    counter(registry, tags, "misplaced", InboundCounts::misplaced);
    counter(registry, tags, "upcast", InboundCounts::upcast);
    counter(registry, tags, "unknown_field", InboundCounts::unknownFields);
    counter(registry, tags, "unreadable_header", InboundCounts::unreadableHeaders);
    counter(registry, tags, "duplicate", InboundCounts::duplicates);
    counter(registry, tags, "stale", InboundCounts::stale);
    counter(registry, tags, "gap", InboundCounts::gaps);
    counter(registry, tags, "wait", InboundCounts::waits);
  }

  private void counter(
      MeterRegistry registry, Tags tags, String what, ToLongFunction<InboundCounts> count) {
    FunctionCounter.builder(
            "sprintcap.consumer.noticed",
            source,
            from -> count.applyAsLong(from.snapshot().inbound()))
        .description("What the checks before the handlers noticed")
        .tags(tags.and("what", what))
        .register(registry);
  }
}
