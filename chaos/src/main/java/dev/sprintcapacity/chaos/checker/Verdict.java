package dev.sprintcapacity.chaos.checker;

import dev.sprintcapacity.chaos.findings.Finding;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the checker says of a history.
 *
 * @param counts how often each kind was found; kinds never found are absent
 * @param examples the first findings of each kind
 * @param tally how much was looked at
 */
public record Verdict(
    Map<FindingKind, Long> counts, List<Finding<FindingKind>> examples, Tally tally) {
  /** Copies what it is given. */
  public Verdict {
    EnumMap<FindingKind, Long> sorted = new EnumMap<>(FindingKind.class);
    sorted.putAll(counts);
    counts = Collections.unmodifiableMap(sorted);
    examples = List.copyOf(examples);
    Objects.requireNonNull(tally, "tally");
  }

  /** Whether nothing at all is wrong. */
  public boolean clean() {
    return counts.isEmpty();
  }

  /** How often any of these kinds was found. */
  public long count(FindingKind... kinds) {
    return Stream.of(kinds).mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum();
  }

  /** The verdict on one line. */
  public String line() {
    return "verdict: %s: %d lost, %d duplicated, %d inverted; %d rows, %d records, %d sprints, "
            .formatted(
                clean() ? "CLEAN" : "VIOLATED",
                count(FindingKind.LOST, FindingKind.ACKNOWLEDGED_WITHOUT_ROW),
                count(FindingKind.DUPLICATE, FindingKind.RECORD_SEQUENCE_TWICE),
                count(FindingKind.INVERSION, FindingKind.ROW_INVERSION),
                tally.rows(),
                tally.records(),
                tally.sprints())
        + "%d writes (%d acknowledged, %d refused, %d unknown)%s"
            .formatted(
                tally.writes(),
                tally.acknowledged(),
                tally.refused(),
                tally.unknown(),
                clean() ? "" : "; found " + counts);
  }
}
