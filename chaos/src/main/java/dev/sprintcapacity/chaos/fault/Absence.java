package dev.sprintcapacity.chaos.fault;

import dev.sprintcapacity.chaos.stage.Broker;
import dev.sprintcapacity.chaos.stage.Stage;
import java.time.Duration;
import java.time.Instant;

/** What has to go on while a broker is away. */
final class Absence {
  private Absence() {}

  /** Returns when a change is published that was made without the broker, if others are there. */
  static void awaitPublished(Stage stage, Broker away, Instant since) {
    if (stage.brokers().canSpareOne()) {
      stage.awaitPublishedAfter(since);
      stage.say(
          "%s is away, published without it after %.2f s"
              .formatted(away.name(), Duration.between(since, Instant.now()).toMillis() / 1e3));
    }
  }
}
