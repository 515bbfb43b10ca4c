package dev.sprintcapacity.chaos.crashpoint;

import dev.sprintcapacity.chaos.ChaosException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends the service the first time it passes the point that is armed, and remembers the points it
 * was seen at. While it is being ended, nothing else of it passes. Thread-safe.
 */
final class Trap {
  private final Runnable kill;
  private final Set<CrashPoint> seen = new LinkedHashSet<>();
  private @Nullable CrashPoint armed;

  /**
   * Not armed.
   *
   * @param kill ends the service, and throws a {@link ChaosException} where it is not there
   */
  Trap(Runnable kill) {
    this.kill = kill;
  }

  /** The service is at a point; throws where it ended there. */
  synchronized void passes(CrashPoint point) throws IOException {
    seen.add(point);
    if (!point.equals(armed)) {
      return;
    }
    try {
      kill.run();
    } catch (ChaosException gone) {
      // what passes here was sent by a run that has ended by itself: the next one will come by
      throw new IOException("it was gone before it ended at " + point, gone);
    }
    armed = null;
    notifyAll();
    throw new IOException("ended at " + point);
  }

  /** Has the service end at a point. */
  synchronized void arm(CrashPoint point) {
    armed = point;
  }

  /** Lets it live. */
  synchronized void disarm() {
    armed = null;
  }

  /** Returns whether it ended at the point that was armed; waits no longer than that. */
  synchronized boolean awaitStruck(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      for (long left = limit.toMillis(); armed != null && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted while the service was to end", e);
    }
    return armed == null;
  }

  /** The points it was seen at since the last call, in the order in which it came to them. */
  synchronized Set<CrashPoint> takeSeen() {
    Set<CrashPoint> taken = new LinkedHashSet<>(seen);
    seen.clear();
    return taken;
  }
}
