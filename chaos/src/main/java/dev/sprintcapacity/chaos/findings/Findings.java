package dev.sprintcapacity.chaos.findings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what is wrong and keeps a few examples of each kind.
 *
 * @param <K> the kinds of what can be wrong
 */
public final class Findings<K extends Enum<K>> {
  /** Enough to see a pattern; something broken would otherwise fill the memory. */
  public static final int EXAMPLES_PER_KIND = 20;

  private final Map<K, Long> counts;
  private final List<Finding<K>> examples = new ArrayList<>();

  /** Nothing is wrong so far. */
  public Findings(Class<K> kinds) {
    this.counts = new EnumMap<>(kinds);
  }

  /** Notes one thing that is wrong, with the ids to look it up by. */
  public void add(K kind, String about) {
    if (counts.merge(kind, 1L, Long::sum) <= EXAMPLES_PER_KIND) {
      examples.add(new Finding<>(kind, about));
    }
  }

  /** How often each kind was found; kinds never found are absent. */
  public Map<K, Long> counts() {
    return counts;
  }

  /** The first findings of each kind. */
  public List<Finding<K>> examples() {
    return examples;
  }
}
