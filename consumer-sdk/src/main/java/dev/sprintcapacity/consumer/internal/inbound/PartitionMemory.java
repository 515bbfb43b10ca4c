package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this member remembers of one partition: the ids it handled last, and the last number of each
 * key. Safe for use by many threads; holds its lock for some hundred nanoseconds.
 */
final class PartitionMemory {
  /** How an event stands to those that were handled. */
  enum Standing {
    NEW,
    DUPLICATE,
    STALE
  }

  /** No offset: nothing of the key was looked at yet. */
  private static final long NONE = Long.MIN_VALUE;

  private static final class KeyState {
    private long lastSequence;
    private long lookedAt = NONE;
    private long gapAt = NONE;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final IdWindow ids;
  private final RecentKeys<KeyState> keys;

  PartitionMemory(IdempotencySettings settings) {
    this.ids = new IdWindow(settings.idsPerPartition());
    this.keys = new RecentKeys<>(settings.keysPerPartition());
  }

  /**
   * Whether this record is looked at for the first time, and not once more for another attempt: as
   * a key's records are looked at one after the other, the last one of each key tells.
   */
  boolean firstLook(KeyBytes key, long place) {
    lock.lock();
    try {
      KeyState state = keys.get(key, unseen -> new KeyState());
      boolean first = state.lookedAt != place;
      state.lookedAt = place;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the gap before this record is noticed for the first time. */
  boolean firstGap(KeyBytes key, long place) {
    lock.lock();
    try {
      KeyState state = keys.get(key, unseen -> new KeyState());
      boolean first = state.gapAt != place;
      state.gapAt = place;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /** Compares an event with what was handled; changes nothing. */
  Standing standing(KeyBytes key, @Nullable UUID id, long sequence) {
    lock.lock();
    try {
      if (id != null && ids.contains(id)) {
        return Standing.DUPLICATE;
      }
      long last = sequence == 0 ? 0 : keys.get(key, unseen -> new KeyState()).lastSequence;
      if (sequence == 0 || sequence > last) {
        return Standing.NEW;
      }
      return sequence == last ? Standing.DUPLICATE : Standing.STALE;
    } finally {
      lock.unlock();
    }
  }

  void handled(KeyBytes key, @Nullable UUID id, long sequence) {
    lock.lock();
    try {
      if (id != null) {
        ids.add(id);
      }
      if (sequence != 0) {
        KeyState state = keys.get(key, unseen -> new KeyState());
        state.lastSequence = Math.max(state.lastSequence, sequence);
      }
    } finally {
      lock.unlock();
    }
  }
}
