package dev.sprintcapacity.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A request to end, made by another thread; safe for use by many threads. */
public final class Stop {
  private final CountDownLatch requested = new CountDownLatch(1);
  private final AtomicReference<Runnable> waker = new AtomicReference<>(() -> {});

  /** Asks the command to end, and wakes it where it waits. */
  public void request() {
    requested.countDown();
    waker.get().run();
  }

  /** Whether somebody asked. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** What to call when somebody asks; replaces the one before. */
  public void wakeBy(Runnable newWaker) {
    waker.set(newWaker);
    if (requested()) {
      newWaker.run();
    }
  }

  /** Waits, but no longer than until somebody asks. */
  public void pause(Duration atMost) {
    try {
      boolean asked = requested.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
      if (asked) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request();
    }
  }
}
