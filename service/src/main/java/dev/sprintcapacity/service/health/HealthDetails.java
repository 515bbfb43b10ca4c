package dev.sprintcapacity.service.health;

import dev.sprintcapacity.service.relay.Relay;
import dev.sprintcapacity.service.relay.RelayStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The detailed report on the parts of the service. */
public final class HealthDetails {

  private static final double MILLIS_PER_SECOND = 1000.0;

  private final String version;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Relay relay;

  /**
   * A report.
   *
   * @param version of this product
   * @param startedAt when the service began to run
   * @param relay what publishes
   */
  public HealthDetails(String version, InstantSource clock, Instant startedAt, Relay relay) {
    this.version = version;
    this.clock = clock;
    this.startedAt = startedAt;
    this.relay = relay;
  }

  void write(JsonGenerator json, DatabaseHealth.State state) {
    json.writeStartObject();
    HealthController.writeStatus(json, state instanceof DatabaseHealth.State.Up);
    json.writeStringProperty("version", version);
    json.writeStringProperty("javaVersion", Runtime.version().toString());
    json.writeNumberProperty(
        "uptimeSeconds", Duration.between(startedAt, clock.instant()).toSeconds());
    json.writeName("components");
    json.writeStartObject();
    database(json, state);
    kafka(json, relay.status());
    publication(json, relay.status());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void database(JsonGenerator json, DatabaseHealth.State state) {
    json.writeName("database");
    json.writeStartObject();
    switch (state) {
      case DatabaseHealth.State.Up up -> {
        HealthController.writeStatus(json, true);
        json.writeStringProperty("serverVersion", up.serverVersion());
      }
      case DatabaseHealth.State.Down down -> {
        HealthController.writeStatus(json, false);
        json.writeStringProperty("reason", down.reason());
      }
    }
    json.writeEndObject();
  }

  /** As the relay of this instance sees it: nobody else here speaks to Kafka. */
  private static void kafka(JsonGenerator json, RelayStatus status) {
    json.writeName("kafka");
    json.writeStartObject();
    json.writeStringProperty(
        "status",
        switch (status) {
          case RelayStatus.Active _, RelayStatus.StandBy _ -> "UP";
          case RelayStatus.Connecting _ -> "DOWN";
          case RelayStatus.Disabled _ -> "DISABLED";
          case RelayStatus.Refused _ -> "UNKNOWN";
        });
    json.writeEndObject();
  }

  private void publication(JsonGenerator json, RelayStatus status) {
    json.writeName("publication");
    json.writeStartObject();
    json.writeStringProperty("status", status.label().toUpperCase(Locale.ROOT));
    json.writeStringProperty(
        "detail",
        switch (status) {
          case RelayStatus.Active active ->
              active.alarms().isEmpty()
                  ? "This instance publishes."
                  : "This instance publishes, but " + String.join("; ", active.alarms());
          case RelayStatus.StandBy _ -> "Another instance publishes.";
          case RelayStatus.Connecting connecting ->
              "Events wait in their table: " + connecting.reason();
          case RelayStatus.Disabled _ -> "Events stay in their table: Kafka is switched off.";
          case RelayStatus.Refused refused -> "Events wait in their table: " + refused.reason();
        });
    json.writeNumberProperty("publishedEvents", relay.metrics().publishedEvents());
    json.writeNumberProperty(
        "oldestUnpublishedAgeSeconds",
        relay.metrics().oldestWaiting().toMillis() / MILLIS_PER_SECOND);
    json.writeEndObject();
  }
}
