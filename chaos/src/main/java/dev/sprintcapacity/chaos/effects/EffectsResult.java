package dev.sprintcapacity.chaos.effects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a campaign came to.
 *
 * @param seed it ran with
 * @param planned kills that were asked for
 * @param kills that were done, by the consumer they hit
 * @param events that were published
 * @param verdicts one for each consumer
 * @param unaskedEnds processes that ended by themselves
 * @param unpeacefulEnds processes that were asked to end and did not do so in peace
 */
public record EffectsResult(
    long seed,
    int planned,
    Map<EffectKind, Integer> kills,
    long events,
    List<KindVerdict> verdicts,
    int unaskedEnds,
    int unpeacefulEnds) {
  /** Copies the collections. */
  public EffectsResult {
    kills = Map.copyOf(kills);
    verdicts = List.copyOf(verdicts);
  }

  /** Kills that were done. */
  public int done() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether everything that was asked for was done and nothing is wrong. */
  public boolean passed() {
    return done() == planned
        && verdicts.stream().allMatch(KindVerdict::clean)
        && unaskedEnds == 0
        && unpeacefulEnds == 0;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%d events, kills %s of %d".formatted(events, kills, planned));
    lines.add(
        "%d processes ended unasked, %d did not end in peace"
            .formatted(unaskedEnds, unpeacefulEnds));
    verdicts.forEach(verdict -> lines.addAll(verdict.lines()));
    return lines;
  }
}
