package dev.sprintcapacity.chaos.consumer.checker;

import dev.sprintcapacity.chaos.findings.Finding;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the checker says of a group.
 *
 * @param counts how often each kind was found; kinds never found are absent
 * @param examples the first findings of each kind
 * @param tally how much was looked at
 */
public record ConsumerVerdict(
    Map<ConsumerFindingKind, Long> counts,
    List<Finding<ConsumerFindingKind>> examples,
    ConsumerTally tally) {
  /** Copies what it is given. */
  public ConsumerVerdict {
    EnumMap<ConsumerFindingKind, Long> sorted = new EnumMap<>(ConsumerFindingKind.class);
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
  public long count(ConsumerFindingKind... kinds) {
    return Stream.of(kinds).mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum();
  }

  /** The verdict on one line. */
  public String line() {
    return "verdict: %s: %d missed, %d twice, %d inverted, %d overlaps, %d repeated in peace; "
            .formatted(
                clean() ? "CLEAN" : "VIOLATED",
                count(ConsumerFindingKind.MISSED),
                count(ConsumerFindingKind.DUPLICATE_EFFECT),
                count(ConsumerFindingKind.EFFECT_INVERSION),
                count(ConsumerFindingKind.OVERLAP),
                count(ConsumerFindingKind.REPEATED_IN_PEACE))
        + "%d events, %d effects, %d handlings by %d processes%s"
            .formatted(
                tally.produced(),
                tally.effects(),
                tally.handlings(),
                tally.members(),
                clean() ? "" : "; found " + counts);
  }

  /** What happened that is not wrong, on one line. */
  public String excused() {
    return "repeated after kills %d (at most %d after one), after freezes and stalls %d, by members in doubt %d, after handlers that outlived a hand-over %d; "
            .formatted(
                tally.repeatedAfterKills(),
                tally.mostAfterOneKill(),
                tally.repeatedAfterDoubt(),
                tally.repeatedInDoubt(),
                tally.repeatedOutlived())
        + "begun and not finished before %d; overlaps with a member in doubt %d, refused of it %d; %d stalls"
            .formatted(
                tally.resumed(), tally.overlapsInDoubt(), tally.refusedInDoubt(), tally.stalls());
  }
}
