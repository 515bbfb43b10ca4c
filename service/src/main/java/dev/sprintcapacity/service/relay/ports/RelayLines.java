package dev.sprintcapacity.service.relay.ports;

import dev.sprintcapacity.postgres.eventlog.StoredEvent;
import java.util.List;

/**
 * Told of what people should read about a relay, each once. Open: log lines in production, a trace
 * in simulations. Called by the relay's thread.
 */
public interface RelayLines {

  /** This instance leads, not yet connected to Kafka. */
  void leads();

  /** It leads for a moment, to see whether what it refused for is settled. */
  void looksAgain();

  /** It is connected and about to publish. */
  void started();

  /** Events are committed in Kafka. */
  void published(List<StoredEvent> events);

  /** Nothing waits to be published. */
  void quiet();

  /** Another instance has taken over. */
  void standsDown(FencedException reason);

  /** Publication would break a guarantee. */
  void refuses(String reason);

  /** Publication goes on, but a person should look. */
  void alarm(String alarm);

  /** Something did not answer; it is tried again. */
  void cannotPublish(RuntimeException failure);

  /** The same failure again. */
  void stillCannotPublish(RuntimeException failure);

  /** A failure that should not be; it is tried again. */
  void failedUnexpectedly(RuntimeException failure);
}
