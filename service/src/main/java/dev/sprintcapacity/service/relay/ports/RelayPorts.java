package dev.sprintcapacity.service.relay.ports;

import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The world outside, as one relay sees it.
 *
 * @param log its session with the database, not opened yet
 * @param kafka gives a new connection with Kafka, not used yet
 * @param lane where Kafka is waited for
 * @param nanoTime a time that only ever grows, in nanoseconds from any beginning
 */
public record RelayPorts(
    LogConnection log, Supplier<KafkaConnection> kafka, Lane lane, LongSupplier nanoTime) {
  /** Checks that nothing is missing. */
  public RelayPorts {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(nanoTime, "nanoTime");
  }
}
