package dev.sprintcapacity.consumer;

import dev.sprintcapacity.events.SprintCreated;
import java.util.Map;
import java.util.function.Consumer;

/** The first example of the documentation, as it stands there. */
final class QuickStart {
  private final Consumer<String> calendar;

  QuickStart(Consumer<String> calendar) {
    this.calendar = calendar;
  }

  void run(Map<String, String> env) {
    // tag::quick-start[]
    try (KafkaEventConsumer consumer =
        KafkaEventConsumer.fromEnvironment(env).topics("sprint.lifecycle").build()) {
      consumer.on(SprintCreated.class, created -> calendar.accept(created.facts().sprintName()));
      consumer.consume();
    }
    // end::quick-start[]
  }
}
