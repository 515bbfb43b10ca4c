package dev.sprintcapacity.consumer.internal.offsets;

import java.util.Arrays;

/** Ranges of done offsets, ascending, none touching another. Immutable. */
final class DoneRanges {
  static final DoneRanges NONE = new DoneRanges(new long[0]);

  private final long[] bounds;

  private DoneRanges(long[] ownedBounds) {
    this.bounds = ownedBounds;
  }

  int count() {
    return bounds.length / 2;
  }

  /** The first done offset of a range. */
  long start(int range) {
    return bounds[2 * range];
  }

  /** The offset behind a range. */
  long end(int range) {
    return bounds[2 * range + 1];
  }

  /** The offset behind the last range; {@code otherwise} where there is none. */
  long endOr(long otherwise) {
    return bounds.length == 0 ? otherwise : bounds[bounds.length - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DoneRanges ranges && Arrays.equals(bounds, ranges.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int range = 0; range < count(); range++) {
      text.append(range == 0 ? "" : ", ").append(start(range)).append("..").append(end(range) - 1);
    }
    return text.append(']').toString();
  }

  /** Collects ranges that come in ascending order. */
  static final class Builder {
    private static final int INITIAL_BOUNDS = 16;
    private long[] bounds = new long[INITIAL_BOUNDS];
    private int size;

    /** Adds a range; an empty one is left out, one that touches the last is merged with it. */
    void add(long start, long end) {
      if (end <= start) {
        return;
      }
      if (size > 0 && bounds[size - 1] == start) {
        bounds[size - 1] = end;
        return;
      }
      if (size == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * size);
      }
      bounds[size] = start;
      bounds[size + 1] = end;
      size += 2;
    }

    DoneRanges build() {
      return size == 0 ? NONE : new DoneRanges(Arrays.copyOf(bounds, size));
    }
  }
}
