package dev.sprintcapacity.consumer.internal.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds what somebody meant who wrote a name wrong. */
final class NearestName {
  private NearestName() {}

  /** The candidate at the least distance; none where half of the name would have to go. */
  static Optional<String> to(String written, Collection<String> candidates) {
    String lower = written.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(lower, candidate)))
        .filter(candidate -> distance(lower, candidate) <= candidate.length() / 2);
  }

  /** Letters to put in, take out or change. */
  private static int distance(String from, String toName) {
    String to = toName.toLowerCase(Locale.ROOT);
    int[] before = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 0; i < from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i + 1;
      for (int j = 0; j < to.length(); j++) {
        int changed = before[j] + (from.charAt(i) == to.charAt(j) ? 0 : 1);
        now[j + 1] = Math.min(changed, 1 + Math.min(before[j + 1], now[j]));
      }
      before = now;
    }
    return before[to.length()];
  }
}
