package dev.sprintcapacity.benchmarks.load;

import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A number of clients, each of which does the next thing as soon as the last one is done. */
final class ClosedLoop {

  /** What it came to. */
  record Outcome(double perSecond, LatencySamples latencies) {}

  private ClosedLoop() {}

  static Outcome run(int clients, Duration time, Runnable operation) {
    LatencySamples latencies = new LatencySamples();
    LongAdder done = new LongAdder();
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                long from = System.nanoTime();
                while (from < end) {
                  operation.run();
                  long to = System.nanoTime();
                  latencies.add(to - from);
                  done.increment();
                  from = to;
                }
              }));
    }
    for (Thread thread : threads) {
      join(thread);
    }
    return new Outcome(done.sum() / ((System.nanoTime() - begun) / 1e9), latencies);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while clients ran", e);
    }
  }
}
