package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.Handling;
import dev.sprintcapacity.benchmarks.measure.LatencySamples;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.header.Headers;

/** Takes the time from the intended sending of a record to its handler, but for one special key. */
final class LatencyHandling implements Handling {
  private final long workNanos;
  private final int specialKey;
  private final boolean specialFails;
  private final LatencySamples samples = new LatencySamples();
  private final CountDownLatch first = new CountDownLatch(1);
  private final AtomicLong arrived = new AtomicLong();

  /**
   * Nothing was handled yet.
   *
   * @param work how long a handler waits
   * @param specialKey whose latency is not looked at
   * @param specialFails whether its records fail at every attempt
   */
  LatencyHandling(Duration work, int specialKey, boolean specialFails) {
    this.workNanos = work.toNanos();
    this.specialKey = specialKey;
    this.specialFails = specialFails;
  }

  @Override
  public void handle(int key, long offset, Headers headers) {
    first.countDown();
    if (key != specialKey) {
      long sent = Traffic.sentNanos(headers);
      if (sent != 0) {
        samples.add(System.nanoTime() - sent);
        arrived.incrementAndGet();
      }
    }
    if (workNanos > 0) {
      LockSupport.parkNanos(workNanos);
    }
    if (key == specialKey && specialFails) {
      throw new PoisonedException(key);
    }
  }

  /** Waits for the first record; returns false where none came in time. */
  boolean awaitFirst(Duration limit) throws InterruptedException {
    return first.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Samples taken so far. */
  long arrived() {
    return arrived.get();
  }

  LatencySamples samples() {
    return samples;
  }
}
