package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.postgres.PostgresException;
import dev.sprintcapacity.service.StartException;
import dev.sprintcapacity.service.relay.RelaySettings;
import dev.sprintcapacity.service.relay.TopicRebuild;
import dev.sprintcapacity.service.relay.rebuild.RebuildOutcome;
import dev.sprintcapacity.service.relay.rebuild.RebuildProgress;
import dev.sprintcapacity.service.settings.ServiceSettings;
import dev.sprintcapacity.settings.DatabaseAddress;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** Rebuilds topics with the settings of the service. */
public final class RebuildStart {

  private RebuildStart() {}

  /**
   * Prepares the database as the start of the service does, then rebuilds the topics.
   *
   * @param environment the variables of the service
   * @param deleteTopics whether topics that hold events may be deleted
   * @param progress told how far it is
   * @throws dev.sprintcapacity.service.ServiceException where a setting is wrong, or a server fails
   */
  public static RebuildOutcome run(
      Map<String, String> environment, boolean deleteTopics, Consumer<RebuildProgress> progress) {
    ServiceSettings settings = ServiceSettings.read(environment);
    DatabaseAddress address = settings.database().address().orElseThrow();
    RelaySettings relay = RelayStart.relaySettings(settings, address);
    if (!relay.enabled()) {
      throw new StartException(
          "SPRINTCAP_KAFKA_ENABLED=false: there are no topics to rebuild; set it to true");
    }
    new DatabaseStart(address, Database.unpooled(address), Clock.systemUTC())
        .prepare(settings.database().startupWait());
    try {
      return new TopicRebuild(relay, progress).run(deleteTopics);
    } catch (PostgresException failure) {
      throw new StartException(
          "%s: %s; run it again".formatted(failure.getMessage(), Failures.rootMessage(failure)),
          failure);
    }
  }
}
