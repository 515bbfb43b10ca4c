package dev.sprintcapacity.consumer.internal.inbound;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids added last: at least as many as asked for, rounded up to a power of two, and at most
 * twice that. Two generations of open addressing over the bits of the ids; when the young one is
 * full, the old one is dropped. No object per id; the tables take at most 64 bytes for each id of
 * the rounded limit. Not safe for use by several threads.
 */
final class IdWindow {
  private static final int FIRST_SLOTS = 64;

  /** Longs per slot. */
  private static final int WIDTH = 2;

  private final int limit;
  private long[] young = new long[FIRST_SLOTS * WIDTH];
  private int youngSize;
  private long @Nullable [] old;

  IdWindow(int atLeast) {
    this.limit = roundedUp(atLeast);
  }

  /** Half the slots of a table, which number a power of two. */
  private static int roundedUp(int atLeast) {
    int slots = FIRST_SLOTS;
    while (slots / 2 < atLeast) {
      slots *= 2;
    }
    return slots / 2;
  }

  boolean contains(UUID id) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    return holds(young, high, low) || (old != null && holds(old, high, low));
  }

  /** Adds an id; adding it again makes it no younger. The nil id marks a free slot: not added. */
  void add(UUID id) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    if ((high | low) == 0 || contains(id)) {
      return;
    }
    if (youngSize == limit) {
      old = young;
      young = new long[FIRST_SLOTS * WIDTH];
      youngSize = 0;
    }
    if ((youngSize + 1) * WIDTH > slots(young)) {
      young = doubled(young);
    }
    put(young, high, low);
    youngSize++;
  }

  /** Bytes of the tables, for the bound that the settings promise. */
  long bytes() {
    return (long) Long.BYTES * (young.length + (old == null ? 0 : old.length));
  }

  private static int slots(long[] table) {
    return table.length / WIDTH;
  }

  private static long[] doubled(long[] table) {
    long[] larger = new long[table.length * 2];
    for (int at = 0; at < table.length; at += WIDTH) {
      if ((table[at] | table[at + 1]) != 0) {
        put(larger, table[at], table[at + 1]);
      }
    }
    return larger;
  }

  private static boolean holds(long[] table, long high, long low) {
    int at = slotOf(table, high, low);
    return (table[at] | table[at + 1]) != 0;
  }

  private static void put(long[] table, long high, long low) {
    int at = slotOf(table, high, low);
    table[at] = high;
    table[at + 1] = low;
  }

  /** Where the id is, or else the free slot where it belongs; at least half the slots are free. */
  private static int slotOf(long[] table, long high, long low) {
    int mask = slots(table) - 1;
    int slot = hash(high, low) & mask;
    while (true) {
      int at = slot * WIDTH;
      boolean free = (table[at] | table[at + 1]) == 0;
      if (free || (table[at] == high && table[at + 1] == low)) {
        return at;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Multiplies by an odd constant and keeps the upper bits, which depend on all others. */
  private static int hash(long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 29)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }
}
