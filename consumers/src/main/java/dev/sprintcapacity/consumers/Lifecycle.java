package dev.sprintcapacity.consumers;

import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.ConsumerReport;
import dev.sprintcapacity.consumer.lag.ConsumerSnapshot;
import dev.sprintcapacity.consumer.lag.HealthThresholds;
import dev.sprintcapacity.consumer.lag.InboundCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a consumer between its start and its close, each of which happens once. Safe for use
 * by several threads.
 *
 * @param <P> the parts that exist from start to close
 */
public final class Lifecycle<P> {
  private final String consumer;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable P parts;
  private boolean closed;

  /**
   * Not started.
   *
   * @param consumer what messages call it, as in {@code e-mail}
   */
  public Lifecycle(String consumer) {
    this.consumer = consumer;
  }

  /**
   * Starts the parts; does nothing where that was done.
   *
   * @param starter makes and starts them; where it fails it leaves nothing running
   * @throws ConsumersException where the consumer was closed
   */
  public void start(Supplier<? extends P> starter) {
    lock.lock();
    try {
      if (closed) {
        throw new ConsumersException(
            "The %s consumer was closed: build another".formatted(consumer));
      }
      if (parts == null) {
        parts = starter.get();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The parts; empty before the start and after the close. */
  public Optional<P> running() {
    return Optional.ofNullable(parts);
  }

  /**
   * The parts.
   *
   * @throws ConsumersException before the start and after the close
   */
  public P started() {
    return running()
        .orElseThrow(() ->
            new ConsumersException(
                "The %s consumer does not run: call start() first".formatted(consumer)));
  }

  /**
   * Stops the parts, where there are some; nothing can be started afterwards.
   *
   * @param stop called at most once, outside of the lock
   */
  public void close(Consumer<? super P> stop) {
    P last;
    lock.lock();
    try {
      closed = true;
      last = parts;
      parts = null;
    } finally {
      lock.unlock();
    }
    if (last != null) {
      stop.accept(last);
    }
  }

  /** What is told of a consumer that does not run. */
  public static ConsumerReport notRunning(String group, Instant now) {
    return ConsumerReport.of(
        new ConsumerSnapshot(
            group, ConsumerPhase.CREATED, now, "", now, List.of(), List.of(), InboundCounts.ZERO),
        now,
        HealthThresholds.DEFAULT);
  }
}
