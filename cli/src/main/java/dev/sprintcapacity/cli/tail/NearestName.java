package dev.sprintcapacity.cli.tail;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who typed a name wrong. */
final class NearestName {
  private NearestName() {}

  /** The candidate that takes the fewest edits; none where half of the name would have to go. */
  static Optional<String> to(String typed, Collection<String> candidates) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> edits(lower, candidate)))
        .filter(candidate -> edits(lower, candidate) <= candidate.length() / 2);
  }

  /** Letters to insert, drop or replace (Levenshtein), one row of the table at a time. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
