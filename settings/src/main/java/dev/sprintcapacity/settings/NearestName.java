package dev.sprintcapacity.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name a misspelt one was probably meant to be. */
public final class NearestName {

  /** Longer names are cut first, so that a hostile name costs no more than a real one. */
  private static final int COMPARED_CHARS = 64;

  /** At most a third of the letters may differ; beyond that a suggestion is noise. */
  private static final int LETTERS_PER_TYPO = 3;

  private NearestName() {}

  /** The closest of {@code known}, ignoring case, dashes and underscores; empty if none is near. */
  public static Optional<String> of(String name, Collection<String> known) {
    String wanted = folded(name);
    int best = Math.max(1, wanted.length() / LETTERS_PER_TYPO) + 1;
    String nearest = null;
    for (String candidate : known) {
      int distance = distance(wanted, folded(candidate));
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static String folded(String name) {
    String cut = name.length() > COMPARED_CHARS ? name.substring(0, COMPARED_CHARS) : name;
    return cut.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Levenshtein distance with a rolling row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
