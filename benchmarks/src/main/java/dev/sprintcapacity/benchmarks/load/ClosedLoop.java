package dev.sprintcapacity.benchmarks.load;

import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;

/** A number of clients, each of which does the next thing as soon as the last one is done. */
final class ClosedLoop {

  /** What it came to. */
  record Outcome(double perSecond, LatencySamples latencies) {}

  private ClosedLoop() {}

  /** Runs to the end, or fails with what the first failed operation threw. */
  static Outcome run(int clients, Duration time, Runnable operation) {
    LatencySamples latencies = new LatencySamples();
    LongAdder done = new LongAdder();
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    List<FutureTask<Void>> loops = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      FutureTask<Void> loop =
          new FutureTask<>(
              () -> {
                long from = System.nanoTime();
                while (from < end) {
                  operation.run();
                  long to = System.nanoTime();
                  latencies.add(to - from);
                  done.increment();
                  from = to;
                }
              },
              null);
      loops.add(loop);
      Thread.startVirtualThread(loop);
    }
    loops.forEach(ClosedLoop::join);
    return new Outcome(done.sum() / ((System.nanoTime() - begun) / 1e9), latencies);
  }

  private static void join(FutureTask<Void> loop) {
    try {
      loop.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an operation failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while clients ran", e);
    }
  }
}
