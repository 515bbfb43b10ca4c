package dev.sprintcapacity.service.relay;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a stand-by quick: once in the life of a process it does with Kafka what a take-over does,
 * but for what others would notice. A process that never spoke to Kafka needs a second of its
 * processor just to load the clients.
 */
final class Rehearsal {

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /** A Kafka that is not there yet may come; asking for it costs next to nothing. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

  private final RelaySettings settings;
  private final KafkaLane lane;
  private final RelayProbe probe;
  private long nextNanos = System.nanoTime();
  private volatile boolean underWay;
  private volatile boolean succeeded;

  Rehearsal(RelaySettings settings, KafkaLane lane, RelayProbe probe) {
    this.settings = settings;
    this.lane = lane;
    this.probe = probe;
  }

  /** Begins it where that is due, and returns at once; called by the relay's thread only. */
  void runOnce() {
    if (succeeded || underWay || System.nanoTime() - nextNanos < 0) {
      return;
    }
    nextNanos = System.nanoTime() + BETWEEN_ATTEMPTS.toNanos();
    underWay = true;
    lane.later(this::rehearse);
  }

  private void rehearse() {
    KafkaLink link = new KafkaLink(settings, probe);
    try {
      link.rehearse();
      succeeded = true;
    } catch (RuntimeException e) {
      LOG.debug("Relay {} could not rehearse a take-over", settings.name(), e);
    } finally {
      link.closeReaders();
      underWay = false;
    }
  }
}
