package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.consumers.dashboard.Channels;
import dev.sprintcapacity.consumers.dashboard.DashboardConsumer;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.service.http.server.OriginRule;
import dev.sprintcapacity.service.live.Live;
import dev.sprintcapacity.service.live.LiveClients;
import dev.sprintcapacity.service.live.stream.EventStreams;
import dev.sprintcapacity.service.settings.ServiceSettings;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Makes live updates from the settings of the service. */
final class LiveStart {

  private LiveStart() {}

  /** Live updates, not running yet; the group of the dashboard is of this start alone. */
  static Live live(ServiceSettings settings, DatabaseAddress address, InstantSource clock) {
    Channels channels = new Channels();
    return new Live(
        new OriginRule(settings.live().allowedOrigins()),
        new LiveClients(settings.live().clients()),
        channels,
        new EventStreams(new LogDatabase(address.jdbcUrl(), address.user(), address.password())),
        settings.kafka().enabled()
            ? Optional.of(
                new DashboardConsumer(
                    settings.kafka().variables(), UUID.randomUUID().toString(), channels, clock))
            : Optional.empty());
  }
}
