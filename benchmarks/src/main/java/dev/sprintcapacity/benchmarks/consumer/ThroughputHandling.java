package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.Handling;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.header.Headers;

/**
 * Waits as a call of another system would, counts, and watches the order. Once {@link #end()} was
 * called it does nothing any more, so that whatever a contender has in its hands drains at once.
 */
final class ThroughputHandling implements Handling {
  private final long workNanos;
  private final int poisonEvery;
  private final long records;
  private final KeyOrder order;
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch all = new CountDownLatch(1);
  private volatile long lastNanos;
  private volatile boolean ended;

  /**
   * Nothing was handled yet.
   *
   * @param cell what is to be done with each record
   * @param backlog what there is to read
   */
  ThroughputHandling(Cell cell, Backlog backlog) {
    workNanos = cell.work().toNanos();
    poisonEvery = cell.poisonEvery();
    records = backlog.records();
    order = new KeyOrder(backlog.keys());
  }

  @Override
  public void handle(int key, long offset, Headers headers) {
    if (ended) {
      return;
    }
    order.begin(key, offset);
    boolean good = poisonEvery == 0 || key % poisonEvery != 0;
    if (workNanos > 0) {
      LockSupport.parkNanos(workNanos);
    }
    order.end(key, offset, good);
    if (!good) {
      failed.incrementAndGet();
      throw new PoisonedException(key);
    }
    long count = handled.incrementAndGet();
    if (count == 1) {
      first.countDown();
    } else if (count == records) {
      lastNanos = System.nanoTime();
      all.countDown();
    }
  }

  /** Waits for the first record; returns false where none came in time. */
  boolean awaitFirst(Duration limit) throws InterruptedException {
    return first.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until every record was handled, so long at most, and returns when that was. */
  long awaitAll(Duration limit) throws InterruptedException {
    return all.await(limit.toNanos(), TimeUnit.NANOSECONDS) ? lastNanos : System.nanoTime();
  }

  /** Has every further record pass through unseen. */
  void end() {
    ended = true;
  }

  /** Records that were handled; those that failed are none of them. */
  long handled() {
    return handled.get();
  }

  /** Attempts that failed. */
  long failedAttempts() {
    return failed.get();
  }

  KeyOrder order() {
    return order;
  }
}
