package dev.sprintcapacity.service.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** Waits for what a relay says of itself. */
final class Refusals {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Refusals() {}

  /** The reason for which a relay that published nothing refuses, once it does. */
  static String awaitRefusal(Relay relay) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(relay.status()).isInstanceOf(RelayStatus.Refused.class));
    assertThat(relay.metrics().publishedEvents()).isZero();
    return relay.status() instanceof RelayStatus.Refused(String reason) ? reason : "";
  }

  /** The alarms of a relay, once it is active. */
  static List<String> awaitActive(Relay relay) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(relay.status()).isInstanceOf(RelayStatus.Active.class));
    return relay.status() instanceof RelayStatus.Active(List<String> alarms) ? alarms : List.of();
  }
}
