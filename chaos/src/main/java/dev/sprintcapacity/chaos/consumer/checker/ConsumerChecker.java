package dev.sprintcapacity.chaos.consumer.checker;

import dev.sprintcapacity.chaos.findings.Findings;

/** Says everything that is wrong with what a group did. Thread-safe. */
public final class ConsumerChecker {
  private ConsumerChecker() {}

  /** Judges a history. */
  public static ConsumerVerdict check(ConsumerHistory history) {
    Findings<ConsumerFindingKind> findings = new Findings<>(ConsumerFindingKind.class);
    Disturbances disturbances = new Disturbances(history.disturbances());
    OverlapCheck overlaps = new OverlapCheck(history, disturbances, findings);
    RepetitionCheck repetitions = new RepetitionCheck(history, disturbances, findings);
    new EffectCheck(history, findings).check();
    overlaps.check();
    repetitions.check();
    ConsumerTally tally =
        new ConsumerTally(
            history.produced().size(),
            history.effects().size(),
            history.handlings().size(),
            history.handlings().stream().map(Handling::member).distinct().count(),
            repetitions.deliveries(),
            repetitions.resumed(),
            repetitions.repeated(Disturbance.Kind.KILLED),
            repetitions.mostRepeated(Disturbance.Kind.KILLED),
            repetitions.repeated(Disturbance.Kind.FROZEN)
                + repetitions.repeated(Disturbance.Kind.STALLED),
            repetitions.repeatedInDoubt(),
            repetitions.outlived(),
            overlaps.inDoubt(),
            history.handlings().stream()
                .filter(each -> each.ending() == Ending.SKIPPED && disturbances.inDoubt(each))
                .count(),
            history.disturbances().stream()
                .filter(each -> each.kind() == Disturbance.Kind.STALLED)
                .count());
    return new ConsumerVerdict(findings.counts(), findings.examples(), tally);
  }
}
