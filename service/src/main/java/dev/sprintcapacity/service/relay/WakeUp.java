package dev.sprintcapacity.service.relay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A bell that many ring and one hears. Ringing never blocks; rings that come before the hearer
 * looks count as one. A ring is never lost: it is either heard by the current wait or ends the next
 * one at once.
 */
public final class WakeUp {

  private final AtomicBoolean rung = new AtomicBoolean();
  private volatile @Nullable Thread hearer;

  /** From any thread. */
  public void ring() {
    if (!rung.getAndSet(true)) {
      Thread waiting = hearer;
      if (waiting != null) {
        LockSupport.unpark(waiting);
      }
    }
  }

  /**
   * Waits for a ring, from one thread only; returns early where the thread is interrupted.
   *
   * @param limit the longest wait; nothing waits where it is zero
   */
  public void await(Duration limit) {
    if (limit.isPositive()) {
      hearer = Thread.currentThread();
      long end = System.nanoTime() + limit.toNanos();
      long left = limit.toNanos();
      while (!rung.get() && left > 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(this, left);
        left = end - System.nanoTime();
      }
      hearer = null;
    }
    rung.set(false);
  }
}
