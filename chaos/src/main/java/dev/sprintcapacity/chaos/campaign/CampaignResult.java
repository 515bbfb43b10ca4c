package dev.sprintcapacity.chaos.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a campaign came to.
 *
 * @param seed it ran with
 * @param complete whether all strikes were done and all events published that were asked for
 * @param strikes that were done, in order
 * @param judgement of the checker
 * @param oddities beside it
 */
public record CampaignResult(
    long seed, boolean complete, List<Strike> strikes, Judgement judgement, Oddities oddities) {
  /** Copies the list. */
  public CampaignResult {
    strikes = List.copyOf(strikes);
    Objects.requireNonNull(judgement, "judgement");
    Objects.requireNonNull(oddities, "oddities");
  }

  /** Whether everything that was asked for was done and nothing is wrong. */
  public boolean passed() {
    return complete && judgement.clean();
  }

  /** How often a fault struck. */
  public long count(String fault) {
    return strikes.stream().filter(strike -> strike.fault().equals(fault)).count();
  }

  /** For people: counts, times until events flowed again, oddities. */
  public List<String> summary() {
    Map<String, List<Strike>> byFault =
        strikes.stream()
            .collect(Collectors.groupingBy(Strike::fault, TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    byFault.forEach((fault, each) -> lines.add(fault + ": " + times(each)));
    lines.add(oddities.line());
    return lines;
  }

  private static String times(List<Strike> strikes) {
    List<Duration> sorted =
        strikes.stream().flatMap(strike -> strike.untilPublished().stream()).sorted().toList();
    if (sorted.isEmpty()) {
      return strikes.size() + " strikes";
    }
    return "%d strikes, published again after p50 %.2f s, p99 %.2f s, at most %.2f s (of %d)"
        .formatted(
            strikes.size(),
            seconds(sorted, 50),
            seconds(sorted, 99),
            seconds(sorted, 100),
            sorted.size());
  }

  /** Nearest rank. */
  private static double seconds(List<Duration> sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1)).toMillis() / 1e3;
  }
}
