package dev.sprintcapacity.chaos.checker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last ids that went by, each with where it was seen; the oldest are forgotten. */
final class SeenIds {
  private final int capacity;
  private final Map<UUID, String> ids = new LinkedHashMap<>();

  SeenIds(int capacity) {
    this.capacity = capacity;
  }

  /** Where the id was seen before, or null where this is the first time. */
  @Nullable String see(UUID id, String where) {
    String before = ids.putIfAbsent(id, where);
    if (before == null && ids.size() > capacity) {
      var oldest = ids.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return before;
  }
}
