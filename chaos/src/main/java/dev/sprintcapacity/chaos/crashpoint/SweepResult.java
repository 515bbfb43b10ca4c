package dev.sprintcapacity.chaos.crashpoint;

import dev.sprintcapacity.chaos.campaign.Judgement;
import dev.sprintcapacity.chaos.campaign.Oddities;
import java.util.List;
import java.util.Objects;

/**
 * What a sweep came to.
 *
 * @param struck points at which the service was killed, each once
 * @param missed points that it was seen at once and did not come to again
 * @param untried points for which no time was left
 * @param judgement of the checker
 * @param oddities beside it
 */
public record SweepResult(
    List<String> struck,
    List<String> missed,
    List<String> untried,
    Judgement judgement,
    Oddities oddities) {
  /** Copies the lists. */
  public SweepResult {
    struck = List.copyOf(struck);
    missed = List.copyOf(missed);
    untried = List.copyOf(untried);
    Objects.requireNonNull(judgement, "judgement");
    Objects.requireNonNull(oddities, "oddities");
  }

  /** Whether the service was killed at every point and nothing is wrong. */
  public boolean passed() {
    return !struck.isEmpty() && missed.isEmpty() && untried.isEmpty() && judgement.clean();
  }

  /** For people. */
  List<String> summary() {
    return List.of(
        "%d points struck, %d not met again, %d not tried"
            .formatted(struck.size(), missed.size(), untried.size()),
        oddities.line());
  }
}
