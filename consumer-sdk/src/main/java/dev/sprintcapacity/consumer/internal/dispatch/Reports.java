package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work on its way back to the leader: a stack without locks whose links are in the work itself. Any
 * thread reports, the leader takes all at once.
 */
final class Reports {
  private final AtomicReference<@Nullable Work> last = new AtomicReference<>();
  private final Pause pause;
  private volatile @Nullable Thread waiting;

  /** Its leader parks while it waits. */
  Reports() {
    this(Pause.PARKED);
  }

  /** Nothing is reported yet. */
  Reports(Pause pause) {
    this.pause = pause;
  }

  /** Reports work; it is the leader's from here on. */
  void add(Work work) {
    Work before = last.get();
    while (true) {
      work.reportedBefore = before;
      Work witness = last.compareAndExchange(before, work);
      if (witness == before) {
        break;
      }
      before = witness;
    }
    Thread leader = waiting;
    if (leader != null) {
      LockSupport.unpark(leader);
    }
  }

  /** Takes everything that was reported, chained by {@link Work#reportedBefore}. */
  @Nullable Work takeAll() {
    return last.get() == null ? null : last.getAndSet(null);
  }

  /** Waits until something was reported, so long at most. */
  void await(long nanos) {
    waiting = Thread.currentThread();
    try {
      if (last.get() == null) {
        pause.pause(this, nanos);
      }
    } finally {
      waiting = null;
    }
  }
}
