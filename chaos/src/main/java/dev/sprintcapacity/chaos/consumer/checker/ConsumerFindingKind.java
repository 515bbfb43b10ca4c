package dev.sprintcapacity.chaos.consumer.checker;

/**
 * Everything that can be wrong with what a group did. Closed: each kind has a planted fault in the
 * tests which yields exactly that kind.
 */
public enum ConsumerFindingKind {
  /** An event that was produced has no effect. */
  MISSED,
  /** An event has more than one effect. */
  DUPLICATE_EFFECT,
  /** An effect of an event nobody produced, for instance in a transaction that was aborted. */
  PHANTOM_EFFECT,
  /** Effects of one sprint and topic were committed against their numbers. */
  EFFECT_INVERSION,
  /** An effect that no handling of its member accounts for: the evidence is not complete. */
  EFFECT_WITHOUT_HANDLING,
  /** Two handlers of one sprint ran at once, and neither member was in doubt of its partitions. */
  OVERLAP,
  /** A handler never ended although its process was not killed. */
  UNENDED,
  /**
   * Handled again although the member that had finished it handed over, or was closed, in peace.
   */
  REPEATED_IN_PEACE,
  /** Handled again after a kill or a freeze although a commit must have covered it. */
  REPEATED_THOUGH_COMMITTED
}
