package dev.sprintcapacity.events.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, each name once. Few, as an event has, are searched one by one,
 * which is quicker than hashing them; many are hashed, so that no document is slow to read. Filled
 * by one thread, then read by any.
 */
final class Members {
  /** An event has up to ten in one object. */
  private static final int MOST_SEARCHED = 16;

  private static final int FIRST_SIZE = 4;

  private String[] names = new String[FIRST_SIZE];
  private Object[] values = new Object[FIRST_SIZE];
  private int count;
  private @Nullable Map<String, Object> hashed;

  /** Adds a member; false where there is one of that name. */
  boolean add(String name, Object value) {
    Map<String, Object> many = hashed;
    if (many != null) {
      return many.putIfAbsent(name, value) == null;
    }
    if (indexOf(name) >= 0) {
      return false;
    }
    if (count == MOST_SEARCHED) {
      return hash().putIfAbsent(name, value) == null;
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    names[count] = name;
    values[count++] = value;
    return true;
  }

  /** The value of a member; null where there is none of that name. */
  @Nullable Object get(String name) {
    Map<String, Object> many = hashed;
    if (many != null) {
      return many.get(name);
    }
    int index = indexOf(name);
    return index < 0 ? null : values[index];
  }

  /** How many members it has, with those of all objects in its values. */
  int total() {
    Map<String, Object> many = hashed;
    int total = many == null ? count : many.size();
    if (many == null) {
      for (int i = 0; i < count; i++) {
        total += inside(values[i]);
      }
    } else {
      for (Object value : many.values()) {
        total += inside(value);
      }
    }
    return total;
  }

  private static int inside(Object value) {
    int inside = 0;
    if (value instanceof Members object) {
      inside = object.total();
    } else if (value instanceof List<?> items) {
      for (Object item : items) {
        inside += inside(item);
      }
    }
    return inside;
  }

  private int indexOf(String name) {
    // the parser hands out the same text for a name again and again, which remembers its hash
    int hash = name.hashCode();
    for (int i = 0; i < count; i++) {
      if (names[i].hashCode() == hash && names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private Map<String, Object> hash() {
    Map<String, Object> many = new HashMap<>(4 * MOST_SEARCHED);
    for (int i = 0; i < count; i++) {
      many.put(names[i], values[i]);
    }
    hashed = many;
    return many;
  }
}
