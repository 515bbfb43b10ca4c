package dev.sprintcapacity.consumers.dashboard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, never more than a bound: a client that does not keep up is dropped, so
 * that it costs neither memory nor anybody else's time. Whoever offers never waits. Safe for use by
 * several threads; one takes.
 *
 * @param <T> what is sent; shared by all clients, so it must not change
 */
public final class ClientQueue<T> {

  /** What became of something that was offered. */
  public enum Offered {
    /** It waits for the client. */
    TAKEN,
    /** It was one too many: the client is dropped by this very offer. */
    DROPPED,
    /** The client was gone before. */
    GONE
  }

  private final int capacity;
  private final Deque<T> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private @Nullable EndReason end;

  /** An empty queue that holds at most so many. */
  public ClientQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    this.capacity = capacity;
  }

  /** Adds one for the client; where the queue is full, ends it as {@link EndReason#SLOW}. */
  public Offered offer(T one) {
    lock.lock();
    try {
      if (end != null) {
        return Offered.GONE;
      }
      if (waiting.size() >= capacity) {
        endNow(EndReason.SLOW);
        return Offered.DROPPED;
      }
      waiting.add(one);
      news.signal();
      return Offered.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next one.
   *
   * @param wait longest wait; zero does not wait
   * @return null where there was none in time, or the queue has ended
   * @throws InterruptedException where this thread is interrupted while it waits
   */
  public @Nullable T take(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long nanos = wait.toNanos();
      while (waiting.isEmpty() && end == null && nanos > 0) {
        nanos = news.awaitNanos(nanos);
      }
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the queue and forgets what waits; whoever takes is told at once.
   *
   * @return whether this call ended it; false where it had ended before
   */
  public boolean end(EndReason reason) {
    lock.lock();
    try {
      if (end != null) {
        return false;
      }
      endNow(reason);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Why it ended; empty while it lives. */
  public Optional<EndReason> ended() {
    lock.lock();
    try {
      return Optional.ofNullable(end);
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    lock.lock();
    try {
      return waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void endNow(EndReason reason) {
    end = reason;
    waiting.clear();
    news.signalAll();
  }
}
