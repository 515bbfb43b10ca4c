package dev.sprintcapacity.consumer.internal.offsets;

import java.util.Arrays;

/**
 * Which offsets of one partition are done. Holds only those that are not, as plain numbers in
 * ascending order, so that its size follows the records in memory and not how far a stuck one lies
 * behind. Offsets that are never delivered (compacted, aborted, markers of transactions) count as
 * done once a later one was.
 *
 * <p>Used by one thread at a time. What leaves it for a commit is an immutable value.
 */
public final class OffsetLedger {
  private static final int INITIAL_SLOTS = 64;

  /** Not done: the offset. Done, but behind one that is not: its complement. Ascending. */
  private long[] slots = new long[INITIAL_SLOTS];

  private int head;
  private int tail;
  private int outstanding;
  private long next;
  private DoneRanges recovered;
  private int recoveredAt;

  /** What an offset is to the ledger when its record arrives. */
  public enum Arrival {
    /** To be handled. */
    NEW,
    /** Done before the partition came to this member: not to be handled again. */
    DONE_BEFORE,
    /** At or below one that arrived before: the partition is read anew, the ledger is of no use. */
    REWOUND
  }

  private OffsetLedger(long next, DoneRanges recovered) {
    this.next = next;
    this.recovered = recovered;
  }

  /** A ledger for a partition that is read from this offset. */
  public static OffsetLedger startingAt(long offset) {
    return new OffsetLedger(offset, DoneRanges.NONE);
  }

  /**
   * Goes on from what was committed.
   *
   * @param offset the committed offset
   * @param metadata the committed metadata, by whomever
   */
  public static OffsetLedger resumedFrom(long offset, String metadata) {
    return new OffsetLedger(offset, OffsetMetadata.decode(offset, metadata));
  }

  /** Notes that a record arrived; records of a partition arrive in order of offset. */
  public Arrival arrived(long offset) {
    if (offset < next) {
      return Arrival.REWOUND;
    }
    while (recoveredAt < recovered.count() && recovered.end(recoveredAt) <= offset) {
      recoveredAt++;
    }
    next = offset + 1;
    if (recoveredAt < recovered.count() && recovered.start(recoveredAt) <= offset) {
      return Arrival.DONE_BEFORE;
    }
    if (tail == slots.length) {
      makeRoom();
    }
    slots[tail++] = offset;
    outstanding++;
    return Arrival.NEW;
  }

  /**
   * Notes that an offset is done.
   *
   * @throws IllegalStateException where it never arrived or was done before
   */
  public void done(long offset) {
    if (head < tail && slots[head] == offset) {
      head++;
      while (head < tail && slots[head] < 0) {
        head++;
      }
      if (head == tail) {
        head = 0;
        tail = 0;
      }
    } else {
      int slot = find(offset);
      if (slot < 0) {
        throw new IllegalStateException(
            "offset %d is not outstanding between %d and %d".formatted(offset, contiguous(), next));
      }
      slots[slot] = ~offset;
    }
    outstanding--;
  }

  /**
   * Notes how far the partition was read: offsets below that never arrived, such as the marker at
   * the end of a transaction, need no handling. Without effect while records are outstanding, which
   * may stand before it.
   */
  public void readUpTo(long position) {
    if (outstanding == 0 && position > next) {
      next = position;
    }
  }

  /** Every offset below is done. */
  public long contiguous() {
    if (head < tail) {
      return slots[head];
    }
    long offset = next;
    for (int range = recoveredAt; range < recovered.count(); range++) {
      if (recovered.start(range) > offset) {
        break;
      }
      offset = Math.max(offset, recovered.end(range));
    }
    return offset;
  }

  /** The offset behind the last that arrived. */
  public long next() {
    return next;
  }

  /** How many arrived and are not done. */
  public int outstanding() {
    return outstanding;
  }

  /**
   * What to commit now.
   *
   * @param maxChars longest metadata the broker takes
   */
  public CommitPoint commitPoint(int maxChars) {
    long base = contiguous();
    return OffsetMetadata.encode(base, doneBeyond(base), maxChars);
  }

  /**
   * Whether the metadata can name everything that is done, even if so many more offsets arrive.
   * Where it cannot, no more should arrive until it can.
   */
  public boolean fits(int more, int maxChars) {
    int limit = OffsetMetadata.payloadBytes(maxChars);
    long base = contiguous();
    // with nothing outstanding only what arrives can change anything
    if (outstanding == 0 || Math.max(next + more, recovered.endOr(next)) - base <= 8L * limit) {
      return true;
    }
    DoneRanges ranges = doneBeyond(base);
    long bytes = more; // two short runs for every second of them
    long at = base;
    for (int range = 0; range < ranges.count(); range++) {
      bytes += OffsetMetadata.runBytes(ranges.start(range) - at);
      bytes += OffsetMetadata.runBytes(ranges.end(range) - ranges.start(range));
      at = ranges.end(range);
    }
    return bytes <= limit;
  }

  private DoneRanges doneBeyond(long base) {
    DoneRanges.Builder ranges = new DoneRanges.Builder();
    long from = base;
    for (int slot = head; slot < tail; slot++) {
      if (slots[slot] >= 0) {
        ranges.add(from, slots[slot]);
        from = slots[slot] + 1;
      }
    }
    ranges.add(from, next);
    for (int range = recoveredAt; range < recovered.count(); range++) {
      ranges.add(Math.max(recovered.start(range), Math.max(next, base)), recovered.end(range));
    }
    return ranges.build();
  }

  private int find(long offset) {
    int low = head;
    int high = tail - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long slot = slots[middle];
      long at = slot < 0 ? ~slot : slot;
      if (at == offset) {
        return slot < 0 ? -1 : middle;
      }
      if (at < offset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Drops what is done and, where that is not much, doubles the room. */
  private void makeRoom() {
    long[] target = outstanding > slots.length / 2 ? new long[2 * slots.length] : slots;
    int size = 0;
    for (int slot = head; slot < tail; slot++) {
      if (slots[slot] >= 0) {
        target[size++] = slots[slot];
      }
    }
    slots = target;
    head = 0;
    tail = size;
  }

  @Override
  public String toString() {
    return "OffsetLedger[next=%d, outstanding=%s]"
        .formatted(
            next, Arrays.toString(Arrays.stream(slots, head, tail).filter(s -> s >= 0).toArray()));
  }
}
