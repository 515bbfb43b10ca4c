package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The busy lanes by key. Belongs to the leader. */
final class Lanes {
  /** Spare lanes that are kept: a few more bytes than a page of memory each thousand. */
  private static final int MOST_SPARE = 1_024;

  private final Map<Lane, Lane> busy = new HashMap<>();
  private final ArrayDeque<Lane> spare = new ArrayDeque<>();
  private final Lane probe = new Lane();

  /** The busy lane of a key; null where the key is idle. */
  @Nullable Lane find(byte[] key) {
    if (busy.isEmpty()) {
      return null;
    }
    probe.key(key);
    return busy.get(probe);
  }

  /** A lane for a key that is idle; it counts as busy from here on. */
  Lane open(byte[] key) {
    Lane lane = spare();
    lane.key(key);
    busy.put(lane, lane);
    return lane;
  }

  /** A lane that belongs to no key. */
  Lane spare() {
    Lane lane = spare.pollLast();
    return lane == null ? new Lane() : lane;
  }

  /** Counts a lane that {@link #spare()} gave, and that has a key by now, as busy. */
  void adopt(Lane lane) {
    busy.put(lane, lane);
  }

  /** Takes a lane back whose work was all reported. */
  void close(Lane lane) {
    if (busy.remove(lane) != null && spare.size() < MOST_SPARE) {
      lane.clear();
      spare.addLast(lane);
    }
  }

  int size() {
    return busy.size();
  }
}
