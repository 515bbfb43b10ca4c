package dev.sprintcapacity.consumer.internal.deadletter.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes that wait, of each lane one at a time: the next one may go when the one before is
 * acknowledged. Where one fails, those behind it fail too, so that none of them ever stands before
 * it. Bounded; thread-safe.
 */
final class Lanes {
  private final int capacity;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The first of each lane is with the producer, or next to go there. */
  private final Map<Object, ArrayDeque<PendingWrite>> lanes = new HashMap<>();

  private final ArrayDeque<PendingWrite> next = new ArrayDeque<>();
  private int size;
  private boolean closed;

  Lanes(int capacity, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.nanoTime = nanoTime;
  }

  /** Whether it was taken: not beyond the bound, and not after the end. */
  boolean offer(PendingWrite write) {
    lock.lock();
    try {
      if (closed || size == capacity) {
        return false;
      }
      size++;
      ArrayDeque<PendingWrite> lane =
          lanes.computeIfAbsent(write.lane(), key -> new ArrayDeque<>());
      lane.add(write);
      if (lane.size() == 1) {
        goesNext(write);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next write to be made; null after the end, and where none comes within the wait. */
  @Nullable PendingWrite take(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (next.isEmpty() && !(closed && size == 0) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return next.poll();
    } finally {
      lock.unlock();
    }
  }

  /** The same write has to be made once more, before any other of its lane. */
  void again(PendingWrite write) {
    lock.lock();
    try {
      ArrayDeque<PendingWrite> lane = lanes.get(write.lane());
      if (lane != null && lane.peek() == write) {
        next.addFirst(write);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The first write of its lane is done. */
  void done(PendingWrite write) {
    lock.lock();
    try {
      ArrayDeque<PendingWrite> lane = lanes.get(write.lane());
      if (lane == null || lane.peek() != write) {
        return;
      }
      lane.poll();
      size--;
      if (lane.isEmpty()) {
        lanes.remove(write.lane());
      } else {
        goesNext(lane.element());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first write of its lane has failed: takes out the lane and returns those behind it. */
  List<PendingWrite> failed(PendingWrite write) {
    lock.lock();
    try {
      ArrayDeque<PendingWrite> lane = lanes.get(write.lane());
      if (lane == null || lane.peek() != write) {
        return List.of();
      }
      lanes.remove(write.lane());
      size -= lane.size();
      lane.poll();
      changed.signalAll();
      return List.copyOf(lane);
    } finally {
      lock.unlock();
    }
  }

  private void goesNext(PendingWrite write) {
    write.goesNext(nanoTime.getAsLong());
    next.add(write);
    changed.signalAll();
  }

  /** Takes no more, and waits until none is left. */
  boolean drain(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      closed = true;
      changed.signalAll();
      while (size > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return size == 0;
    } finally {
      lock.unlock();
    }
  }

  /** After the end and its wait: nobody will make these any more. */
  List<PendingWrite> abandon() {
    lock.lock();
    try {
      List<PendingWrite> left = new ArrayList<>();
      lanes.values().forEach(left::addAll);
      lanes.clear();
      next.clear();
      size = 0;
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }
}
