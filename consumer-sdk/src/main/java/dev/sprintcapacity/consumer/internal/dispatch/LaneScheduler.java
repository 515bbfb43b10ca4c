package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives lanes to workers: a worker per lane that has work, up to a bound; lanes beyond it wait in
 * turn. A worker that is through with a lane takes the next that waits. Thread-safe. What waits is
 * bounded by the records in memory.
 */
final class LaneScheduler {
  private final int maxWorkers;
  private final Executor threads;
  private final Consumer<Lane> runner;
  private final AtomicInteger workers = new AtomicInteger();
  private final Queue<Lane> waiting = new ConcurrentLinkedQueue<>();

  /**
   * Only remembers how.
   *
   * @param threads runs a worker, each on a thread of its own
   * @param runner runs a lane until it is idle, has to wait, or had its turn; never throws
   */
  LaneScheduler(int maxWorkers, Executor threads, Consumer<Lane> runner) {
    this.maxWorkers = maxWorkers;
    this.threads = threads;
    this.runner = runner;
  }

  /** Has a lane run that is busy and that nobody runs. */
  void activate(Lane lane) {
    if (hire()) {
      start(lane);
      return;
    }
    waiting.add(lane);
    // a worker may have left between the two lines above
    if (hire()) {
      Lane first = waiting.poll();
      if (first == null) {
        workers.decrementAndGet();
      } else {
        start(first);
      }
    }
  }

  /** Whether lanes wait for a worker. */
  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  /** Takes a lane that waits, to run it elsewhere; null where none does. */
  @Nullable Lane takeWaiting() {
    return waiting.poll();
  }

  /** How many workers there are. */
  int workers() {
    return workers.get();
  }

  private void start(Lane lane) {
    threads.execute(() -> work(lane));
  }

  private void work(Lane first) {
    for (Lane lane = first; lane != null; lane = nextOrLeave()) {
      runner.accept(lane);
    }
  }

  private @Nullable Lane nextOrLeave() {
    Lane next = waiting.poll();
    while (next == null) {
      workers.decrementAndGet();
      if (waiting.isEmpty() || !hire()) {
        return null;
      }
      next = waiting.poll();
    }
    return next;
  }

  private boolean hire() {
    int now = workers.get();
    while (now < maxWorkers) {
      int witness = workers.compareAndExchange(now, now + 1);
      if (witness == now) {
        return true;
      }
      now = witness;
    }
    return false;
  }
}
