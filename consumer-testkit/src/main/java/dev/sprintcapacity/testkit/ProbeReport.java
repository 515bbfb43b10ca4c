package dev.sprintcapacity.testkit;

import java.util.List;

/**
 * What an {@link IdempotencyProbe} found.
 *
 * @param runs how many disturbed runs there were
 * @param repetitions how often a handler was given an event that it had handled before
 * @param findings disturbances that changed the effects; none where the handlers are idempotent
 * @since 0.1.0
 */
public record ProbeReport(int runs, long repetitions, List<ProbeFinding> findings) {
  /** Copies the findings. */
  public ProbeReport {
    findings = List.copyOf(findings);
  }

  /**
   * Whether no disturbance changed the effects.
   *
   * @return true where there is no finding
   */
  public boolean isIdempotent() {
    return findings.isEmpty();
  }
}
