package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.spi.RecordLog;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The outside world of a {@link ManualConsumer}: everything a consumer gets from a broker, a clock
 * and chance.
 *
 * @param client makes the Kafka client, once, when the consumer starts; Kafka's own {@code
 *     MockConsumer} is one
 * @param log where dead letters and parked keys are kept
 * @param clock for times that people read
 * @param nanoTime for everything that is decided: retries, commits, patience with gaps. Goes along
 *     with the clock
 * @param chance numbers from 0 to 1 for the jitter of retries; 0.5 is none
 * @since 0.1.0
 */
public record ManualParts(
    Supplier<Consumer<byte[], byte[]>> client,
    RecordLog log,
    InstantSource clock,
    LongSupplier nanoTime,
    DoubleSupplier chance) {
  /** Checks that everything is there. */
  public ManualParts {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(nanoTime, "nanoTime");
    Objects.requireNonNull(chance, "chance");
  }
}
