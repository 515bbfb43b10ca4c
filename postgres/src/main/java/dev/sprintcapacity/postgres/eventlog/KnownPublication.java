package dev.sprintcapacity.postgres.eventlog;

import java.time.Instant;
import java.util.Objects;

/**
 * That the log was published.
 *
 * @param clusterId the Kafka cluster
 * @param relayName the relay
 * @param since when a relay first knew of events of this log there
 */
public record KnownPublication(String clusterId, String relayName, Instant since) {

  public KnownPublication {
    Objects.requireNonNull(clusterId, "clusterId");
    Objects.requireNonNull(relayName, "relayName");
    Objects.requireNonNull(since, "since");
  }
}
