package dev.sprintcapacity.consumers.runtime;

import dev.sprintcapacity.consumers.SprintConsumer;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** How each kind of consumer is made of the settings. */
final class ConsumerMakers {

  private ConsumerMakers() {}

  static Map<ConsumerKind, Supplier<SprintConsumer>> of(ConsumersSettings settings, Clock clock) {
    return Map.of();
  }
}
