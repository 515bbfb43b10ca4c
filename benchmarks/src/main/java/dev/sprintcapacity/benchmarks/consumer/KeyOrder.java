package dev.sprintcapacity.benchmarks.consumer;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Watches handlers from within: never two of one key at once, and offsets of a key, all of which
 * lie in one partition, only rise. A record that is tried again at once is no violation.
 * Thread-safe, and makes nothing, so that it adds the same few nanoseconds to every contender.
 */
final class KeyOrder {
  private static final long NONE = -1;

  private final AtomicIntegerArray inside;
  private final AtomicLongArray begun;
  private final AtomicLongArray done;
  private final LongAdder overlaps = new LongAdder();
  private final LongAdder inversions = new LongAdder();
  private final LongAdder repetitions = new LongAdder();

  KeyOrder(int keys) {
    inside = new AtomicIntegerArray(keys);
    begun = new AtomicLongArray(keys);
    done = new AtomicLongArray(keys);
    for (int key = 0; key < keys; key++) {
      begun.set(key, NONE);
      done.set(key, NONE);
    }
  }

  void begin(int key, long offset) {
    if (inside.getAndIncrement(key) != 0) {
      overlaps.increment();
    }
    long before = begun.getAndSet(key, offset);
    if (offset < before) {
      inversions.increment();
    } else if (offset == done.get(key)) {
      repetitions.increment();
    }
  }

  void end(int key, long offset, boolean handled) {
    if (handled) {
      done.set(key, offset);
    }
    inside.decrementAndGet(key);
  }

  /** Handlers that began while another one of their key ran, or after one of a later record. */
  long violations() {
    return overlaps.sum() + inversions.sum();
  }

  /** Records that were handed over once more after they had been handled. */
  long repetitions() {
    return repetitions.sum();
  }
}
