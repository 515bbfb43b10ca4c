package dev.sprintcapacity.postgres.people;

import dev.sprintcapacity.domain.people.MemberId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The identities used last. What is in it is true for ever, because rows never change. */
final class IdentityCache {

  private static final float LOAD_FACTOR = 0.75f;
  private static final int INITIAL_CAPACITY = 64;

  private final int mostEntries;
  private final LinkedHashMap<IdentityKey, MemberId> entries =
      new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);

  IdentityCache(int mostEntries) {
    this.mostEntries = mostEntries;
  }

  synchronized @Nullable MemberId find(IdentityKey key) {
    return entries.get(key);
  }

  synchronized void add(Map<IdentityKey, MemberId> found) {
    entries.putAll(found);
    while (entries.size() > mostEntries) {
      entries.pollFirstEntry();
    }
  }

  synchronized int size() {
    return entries.size();
  }
}
