package dev.sprintcapacity.consumer;

import dev.sprintcapacity.consumer.internal.wiring.OneThread;
import dev.sprintcapacity.consumer.spi.RecordLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
 * @param workers runs what handles events, one task for each key that has some, side by side up to
 *     {@link ConsumerSettings#maxConcurrency()}; tasks may run on threads of their own
 * @param pause lets so much time pass, or less, where the loop waits without polling: for handlers
 *     that run when their partition is handed over, after a failure of the client, while all
 *     partitions are paused
 * @since 0.1.0
 */
public record ManualParts(
    Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> client,
    RecordLog log,
    InstantSource clock,
    LongSupplier nanoTime,
    DoubleSupplier chance,
    Executor workers,
    Consumer<Duration> pause) {
  /** Checks that everything is there. */
  public ManualParts {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(nanoTime, "nanoTime");
    Objects.requireNonNull(chance, "chance");
    Objects.requireNonNull(workers, "workers");
    Objects.requireNonNull(pause, "pause");
  }

  /**
   * The outside world of one consumer whose handlers run on the thread that turns it, and whose
   * time passes only when that thread moves it.
   *
   * @param client makes the Kafka client, once, when the consumer starts
   * @param log where dead letters and parked keys are kept
   * @param clock for times that people read
   * @param nanoTime for everything that is decided
   * @param chance numbers from 0 to 1 for the jitter of retries; 0.5 is none
   */
  public ManualParts(
      Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> client,
      RecordLog log,
      InstantSource clock,
      LongSupplier nanoTime,
      DoubleSupplier chance) {
    this(client, log, clock, nanoTime, chance, new OneThread(), time -> {});
  }
}
