package dev.sprintcapacity.chaos.effects;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What to kill, and under which load.
 *
 * @param folder where everything is kept: data, outputs
 * @param consumers that run, each at most once
 * @param kills of their processes, all consumers together, 1 or more
 * @param instances of each consumer, 1..8
 * @param eventsPerSecond of the load, 1..500
 * @param seed of everything that is decided by chance here
 * @param bound after which no further kill begins
 * @param progress takes lines for people
 */
public record EffectsPlan(
    Path folder,
    List<EffectKind> consumers,
    int kills,
    int instances,
    int eventsPerSecond,
    long seed,
    Duration bound,
    Consumer<String> progress) {
  private static final int MOST_INSTANCES = 8;
  private static final int MOST_EVENTS = 500;

  /** Checks the values. */
  public EffectsPlan {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(progress, "progress");
    consumers = consumers.stream().distinct().toList();
    if (kills < 1) {
      throw new IllegalArgumentException("kills must be 1 or more, but are " + kills);
    }
    if (instances < 1 || instances > MOST_INSTANCES) {
      throw new IllegalArgumentException(
          "instances must be 1 to %d, but are %d".formatted(MOST_INSTANCES, instances));
    }
    if (eventsPerSecond < 1 || eventsPerSecond > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "rate must be 1 to %d, but is %d".formatted(MOST_EVENTS, eventsPerSecond));
    }
  }
}
