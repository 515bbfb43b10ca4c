package dev.sprintcapacity.service.relay.lines;

import dev.sprintcapacity.events.EncodedEvent;
import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines by which people see publication at work. One line for each event as long as they can be
 * read; beyond that, and always in full at DEBUG for published ones, their number.
 */
public final class PublicationLog {

  private static final Logger LOG = LoggerFactory.getLogger("dev.sprintcapacity.publication");

  /** More lines in a second than this nobody reads, and writing them would slow requests down. */
  private static final int LINES_PER_SECOND = 50;

  private final LineBudget published;
  private final LineBudget kept;

  public PublicationLog(LongSupplier nanoTime) {
    this.published = new LineBudget(LINES_PER_SECOND, nanoTime);
    this.kept = new LineBudget(LINES_PER_SECOND, nanoTime);
  }

  public void started() {
    LOG.info("Kafka producer started successfully");
  }

  /** By the relay's thread only. */
  public void published(List<StoredEvent> events) {
    for (StoredEvent event : events) {
      if (published.allows()) {
        reportMore();
        LOG.info("Published event: {} to topic: {}", event.type(), event.topic());
      } else {
        LOG.debug("Published event: {} to topic: {}", event.type(), event.topic());
      }
    }
  }

  /** When a burst is over: says how many lines were left out. */
  public void quiet() {
    reportMore();
  }

  private void reportMore() {
    long more = published.takeRefused();
    if (more > 0) {
      LOG.info("Published {} more events", more);
    }
  }

  /** From any thread. */
  public void kept(List<EncodedEvent> events) {
    for (EncodedEvent event : events) {
      if (kept.allows()) {
        long more = kept.takeRefused();
        if (more > 0) {
          LOG.warn("Kafka producer not enabled. {} more events logged", more);
        }
        LOG.warn("Kafka producer not enabled. Event logged: {}", event.type().wireName());
      }
    }
  }
}
