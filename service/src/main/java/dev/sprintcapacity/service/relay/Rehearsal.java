package dev.sprintcapacity.service.relay;

import dev.sprintcapacity.service.relay.ports.KafkaConnection;
import dev.sprintcapacity.service.relay.ports.RelayPorts;
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

  private final String relayName;
  private final RelayPorts ports;
  private long nextNanos;
  private volatile boolean underWay;
  private volatile boolean succeeded;

  Rehearsal(String relayName, RelayPorts ports) {
    this.relayName = relayName;
    this.ports = ports;
    this.nextNanos = ports.nanoTime().getAsLong();
  }

  /** Begins it where that is due, and returns at once; called by the relay's thread only. */
  void runOnce() {
    long now = ports.nanoTime().getAsLong();
    if (succeeded || underWay || now - nextNanos < 0) {
      return;
    }
    nextNanos = now + BETWEEN_ATTEMPTS.toNanos();
    underWay = true;
    ports.lane().later(this::rehearse);
  }

  private void rehearse() {
    KafkaConnection kafka = ports.kafka().get();
    try {
      kafka.rehearse();
      succeeded = true;
    } catch (RuntimeException e) {
      LOG.debug("Relay {} could not rehearse a take-over", relayName, e);
    } finally {
      kafka.closeReaders();
      underWay = false;
    }
  }
}
