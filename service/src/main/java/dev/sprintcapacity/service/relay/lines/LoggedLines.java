package dev.sprintcapacity.service.relay.lines;

import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import dev.sprintcapacity.service.relay.ports.FencedException;
import dev.sprintcapacity.service.relay.ports.RelayLines;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people read about a relay, as lines of the log. */
public final class LoggedLines implements RelayLines {

  private static final Logger LOG = LoggerFactory.getLogger("dev.sprintcapacity.service.relay");

  private final String relay;
  private final PublicationLog publication;

  /**
   * Lines of one relay.
   *
   * @param relay its name
   * @param publication the lines about events
   */
  public LoggedLines(String relay, PublicationLog publication) {
    this.relay = relay;
    this.publication = publication;
  }

  @Override
  public void leads() {
    LOG.info("Relay {} leads now", relay);
  }

  @Override
  public void looksAgain() {
    LOG.debug("Relay {} looks again", relay);
  }

  @Override
  public void started() {
    publication.started();
  }

  @Override
  public void published(List<StoredEvent> events) {
    publication.published(events);
  }

  @Override
  public void quiet() {
    publication.quiet();
  }

  @Override
  public void standsDown(FencedException reason) {
    LOG.warn("Relay {} stands down: {}", relay, reason.getMessage());
  }

  @Override
  public void refuses(String reason) {
    LOG.error("Relay {} refuses to publish: {}", relay, reason);
  }

  @Override
  public void alarm(String alarm) {
    LOG.error("Relay {} publishes, but {}", relay, alarm);
  }

  @Override
  public void cannotPublish(RuntimeException failure) {
    LOG.warn(
        "Relay {} cannot publish, events stay in the event log until it can: {}",
        relay,
        failure.getMessage());
    LOG.debug("The failure in full", failure);
  }

  @Override
  public void stillCannotPublish(RuntimeException failure) {
    LOG.debug("Relay {} still cannot publish", relay, failure);
  }

  @Override
  public void failedUnexpectedly(RuntimeException failure) {
    LOG.error("Relay {} failed in a way that should not be; it starts anew", relay, failure);
  }
}
