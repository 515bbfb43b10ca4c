package dev.sprintcapacity.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One figure measured several times. */
public final class Rounds {

  private final List<Double> values = new ArrayList<>();

  /** Adds the figure of one round. */
  public void add(double value) {
    values.add(value);
  }

  /**
   * The median; of an even number of rounds, the mean of the two in the middle.
   *
   * @throws IllegalStateException without rounds
   */
  public double median() {
    if (values.isEmpty()) {
      throw new IllegalStateException("no rounds: nothing was measured");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Smallest to largest, for a table. */
  public String spread() {
    return "%,.0f..%,.0f".formatted(Collections.min(values), Collections.max(values));
  }

  /** A line of a report: two figures with their spreads, and the ratio of their medians. */
  public static String row(String what, Rounds ours, String baseline, Rounds raw) {
    return "| %s | %,.0f (%s) | %s | %,.0f (%s) | %.2f |"
        .formatted(
            what,
            ours.median(),
            ours.spread(),
            baseline,
            raw.median(),
            raw.spread(),
            ours.median() / raw.median());
  }
}
