package dev.sprintcapacity.chaos.consumer.checker;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what is wrong and keeps a few examples of each kind. */
final class ConsumerFindings {
  /** Enough to see a pattern. */
  static final int EXAMPLES_PER_KIND = 20;

  private final Map<ConsumerFindingKind, Long> counts = new EnumMap<>(ConsumerFindingKind.class);
  private final List<String> examples = new ArrayList<>();

  void add(ConsumerFindingKind kind, String about) {
    if (counts.merge(kind, 1L, Long::sum) <= EXAMPLES_PER_KIND) {
      examples.add(kind + ": " + about);
    }
  }

  Map<ConsumerFindingKind, Long> counts() {
    return counts;
  }

  List<String> examples() {
    return examples;
  }
}
