package dev.sprintcapacity.consumer.internal.inbound;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A value for each of the keys used last. Not safe for use by several threads.
 *
 * @param <V> the value
 */
final class RecentKeys<V> {
  private final Map<KeyBytes, V> values;

  RecentKeys(int limit) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<KeyBytes, V> eldest) {
            return size() > limit;
          }
        };
  }

  V get(KeyBytes key, Function<KeyBytes, V> make) {
    V known = values.get(key);
    if (known != null) {
      return known;
    }
    V made = make.apply(key);
    values.put(key, made);
    return made;
  }

  int size() {
    return values.size();
  }
}
