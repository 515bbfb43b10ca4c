package dev.sprintcapacity.consumer.internal.inbound;

import dev.sprintcapacity.consumer.inbox.IdempotencySettings;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  /**
   * What a look at a record found.
   *
   * @param standing how it stands to what was handled
   * @param first whether it is looked at for the first time, and not once more for another attempt:
   *     as a key's records are looked at one after the other, the last one of each key tells
   */
  record Seen(Standing standing, boolean first) {}

  /** No place: nothing of the key was looked at yet. */
  private static final long NONE = Long.MIN_VALUE;

  private static final class KeyState {
    private long lastSequence;
    private long lookedAt = NONE;
    private long gapAt = NONE;

    /** Of the record that was looked at last, so that its headers are read once. */
    private @Nullable UUID lookedId;

    private long lookedSequence;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final IdWindow ids;
  private final RecentKeys<KeyState> keys;

  PartitionMemory(IdempotencySettings settings) {
    this.ids = new IdWindow(settings.idsPerPartition());
    this.keys = new RecentKeys<>(settings.keysPerPartition());
  }

  /** Compares an event with what was handled. */
  Seen look(KeyBytes key, long place, @Nullable UUID id, long sequence) {
    lock.lock();
    try {
      KeyState state = keys.get(key, unseen -> new KeyState());
      boolean first = state.lookedAt != place;
      state.lookedAt = place;
      state.lookedId = id;
      state.lookedSequence = sequence;
      return new Seen(standing(state, id, sequence), first);
    } finally {
      lock.unlock();
    }
  }

  private Standing standing(KeyState state, @Nullable UUID id, long sequence) {
    if (id != null && ids.contains(id)) {
      return Standing.DUPLICATE;
    }
    if (sequence == 0 || sequence > state.lastSequence) {
      return Standing.NEW;
    }
    return sequence == state.lastSequence ? Standing.DUPLICATE : Standing.STALE;
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

  /**
   * Notes that a record was handled.
   *
   * @param record read only where another one of its key was looked at after it
   * @return its number; 0 where it has none
   */
  long handled(KeyBytes key, long place, ConsumerRecord<byte[], byte[]> record) {
    lock.lock();
    try {
      KeyState state = keys.get(key, unseen -> new KeyState());
      boolean looked = state.lookedAt == place;
      UUID id = looked ? state.lookedId : RecordFacts.id(record);
      long sequence = looked ? state.lookedSequence : RecordFacts.keySequence(record);
      if (id != null) {
        ids.add(id);
      }
      state.lastSequence = Math.max(state.lastSequence, sequence);
      return sequence;
    } finally {
      lock.unlock();
    }
  }
}
