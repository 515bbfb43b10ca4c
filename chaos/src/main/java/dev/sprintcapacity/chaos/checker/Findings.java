package dev.sprintcapacity.chaos.checker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what is wrong and keeps a few examples of each kind. */
final class Findings {
  /** Enough to see a pattern; a broken relay would otherwise fill the memory. */
  static final int EXAMPLES_PER_KIND = 20;

  private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
  private final List<Finding> examples = new ArrayList<>();

  void add(FindingKind kind, String about) {
    if (counts.merge(kind, 1L, Long::sum) <= EXAMPLES_PER_KIND) {
      examples.add(new Finding(kind, about));
    }
  }

  Map<FindingKind, Long> counts() {
    return counts;
  }

  List<Finding> examples() {
    return examples;
  }
}
