package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.inbox.GapPolicy;
import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The greatest number handled of each key over both topics, of one partition number: tells whether
 * the predecessor of an event has come. The first event of a key that is not remembered is taken as
 * it is, for what came before it may have been handled long ago. Safe for use by many threads.
 */
final class KeyOrder {
  /** What to do with an event. */
  enum Turn {
    /** Its predecessor was handled, or nothing is known of its key. */
    IN_ORDER,
    /** Its predecessor may come yet. */
    WAIT,
    /** Its predecessor has not come, and the wait for it, if any, is over. */
    GAP
  }

  private static final class KeyState {
    private long through;
    private boolean waiting;
    private long waitingSinceNanos;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final GapPolicy policy;
  private final long patienceNanos;
  private final LongSupplier nanoTime;
  private final RecentKeys<KeyState> keys;

  KeyOrder(IdempotencySettings settings, LongSupplier nanoTime) {
    this.policy = settings.gap();
    this.patienceNanos = settings.gapPatience().toNanos();
    this.nanoTime = nanoTime;
    this.keys = new RecentKeys<>(settings.keysPerPartition());
  }

  Turn turn(KeyBytes key, long sequence) {
    lock.lock();
    try {
      KeyState state = keys.get(key, unseen -> new KeyState());
      if (state.through == 0 || sequence <= state.through + 1) {
        return Turn.IN_ORDER;
      }
      return policy == GapPolicy.WAIT && hasPatience(state) ? Turn.WAIT : Turn.GAP;
    } finally {
      lock.unlock();
    }
  }

  /** The patience of a key begins anew whenever one of its events was handled. */
  private boolean hasPatience(KeyState state) {
    if (!state.waiting) {
      state.waiting = true;
      state.waitingSinceNanos = nanoTime.getAsLong();
    }
    return nanoTime.getAsLong() - state.waitingSinceNanos < patienceNanos;
  }

  void handled(KeyBytes key, long sequence) {
    lock.lock();
    try {
      KeyState state = keys.get(key, unseen -> new KeyState());
      state.through = Math.max(state.through, sequence);
      state.waiting = false;
    } finally {
      lock.unlock();
    }
  }
}
