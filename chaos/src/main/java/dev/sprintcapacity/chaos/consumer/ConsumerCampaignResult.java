package dev.sprintcapacity.chaos.consumer;

import dev.sprintcapacity.chaos.consumer.checker.ConsumerVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a campaign came to.
 *
 * @param mode of the group
 * @param seed it ran with
 * @param planned strikes that were asked for
 * @param strikes that were done, in order
 * @param verdict of the checker
 * @param oddities beside it
 */
public record ConsumerCampaignResult(
    GroupMode mode,
    long seed,
    int planned,
    List<GroupStrike> strikes,
    ConsumerVerdict verdict,
    Oddities oddities) {
  /** Copies the list. */
  public ConsumerCampaignResult {
    Objects.requireNonNull(mode, "mode");
    strikes = List.copyOf(strikes);
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(oddities, "oddities");
  }

  /**
   * One fault that was done.
   *
   * @param fault which one
   * @param untilSettled from its end until all members had effects, in all partitions; empty where
   *     the next strike did not wait for it
   */
  public record GroupStrike(GroupFault fault, Optional<Duration> untilSettled) {
    /** Checks the values. */
    public GroupStrike {
      Objects.requireNonNull(fault, "fault");
      Objects.requireNonNull(untilSettled, "untilSettled");
    }
  }

  /**
   * What the checker cannot see.
   *
   * @param unaskedEnds processes that ended by themselves
   * @param unpeacefulEnds members that were asked to leave and did not close in time
   * @param losses of partitions that members told of: freezes and stalls have them
   */
  public record Oddities(int unaskedEnds, int unpeacefulEnds, long losses) {
    /** The oddities in one line. */
    public String line() {
      return "%d processes ended unasked, %d did not close in peace, partitions were lost %d times"
          .formatted(unaskedEnds, unpeacefulEnds, losses);
    }
  }

  /** Whether everything that was asked for was done and nothing is wrong. */
  public boolean passed() {
    return strikes.size() == planned
        && verdict.clean()
        && oddities.unaskedEnds() == 0
        && oddities.unpeacefulEnds() == 0;
  }

  /** How often a fault struck. */
  public long count(GroupFault fault) {
    return strikes.stream().filter(strike -> strike.fault() == fault).count();
  }

  /** For people: counts, times until the group had settled, verdict. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    for (GroupFault fault : GroupFault.values()) {
      if (count(fault) > 0) {
        lines.add(fault.word() + ": " + times(fault));
      }
    }
    lines.add(oddities.line());
    lines.add(verdict.excused());
    lines.add(verdict.line());
    return lines;
  }

  private String times(GroupFault fault) {
    List<Duration> sorted =
        strikes.stream()
            .filter(strike -> strike.fault() == fault)
            .flatMap(strike -> strike.untilSettled().stream())
            .sorted()
            .toList();
    if (sorted.isEmpty()) {
      return count(fault) + " strikes";
    }
    return "%d strikes, settled after p50 %.2f s, at most %.2f s (of %d)"
        .formatted(
            count(fault),
            sorted.get((sorted.size() - 1) / 2).toMillis() / 1e3,
            sorted.getLast().toMillis() / 1e3,
            sorted.size());
  }
}
