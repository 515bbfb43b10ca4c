package dev.sprintcapacity.chaos.effects;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the effects of one consumer came to.
 *
 * @param kind whose effects
 * @param tally for people
 * @param findings what is wrong, one line each; empty where nothing is
 */
public record KindVerdict(EffectKind kind, String tally, List<String> findings) {
  private static final int EXAMPLES = 5;

  /** Copies the list. */
  public KindVerdict {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(tally, "tally");
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean clean() {
    return findings.isEmpty();
  }

  /** For people, with some examples of what is wrong. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s: %s"
            .formatted(kind.word(), clean() ? "CLEAN" : findings.size() + " FINDINGS", tally));
    findings.stream().limit(EXAMPLES).forEach(finding -> lines.add("  " + finding));
    return lines;
  }
}
