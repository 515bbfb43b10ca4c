package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.Contender;
import dev.sprintcapacity.benchmarks.measure.Rounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** All that was measured, by cell, contender and round. */
final class Figures {

  /** Who did what. */
  private record Place(Cell cell, Contender contender) {}

  private final Map<Place, Map<Integer, Measured>> places = new HashMap<>();

  void add(Cell cell, Contender contender, int round, Measured measured) {
    places
        .computeIfAbsent(new Place(cell, contender), place -> new HashMap<>())
        .put(round, measured);
  }

  /** Whether the contender was measured in this cell at all. */
  boolean has(Cell cell, Contender contender) {
    return places.containsKey(new Place(cell, contender));
  }

  /** One figure over all rounds. */
  Rounds rounds(Cell cell, Contender contender, ToDoubleFunction<Measured> figure) {
    Rounds rounds = new Rounds();
    of(cell, contender).values().forEach(one -> rounds.add(figure.applyAsDouble(one)));
    return rounds;
  }

  /** The median of events each second. */
  double eventsPerSecond(Cell cell, Contender contender) {
    return rounds(cell, contender, Measured::eventsPerSecond).median();
  }

  /** The sum of a count over all rounds. */
  long sum(Cell cell, Contender contender, ToLongFunction<Measured> count) {
    return of(cell, contender).values().stream().mapToLong(count).sum();
  }

  /**
   * Throughput against that of another contender or cell, each round against the same round.
   *
   * @return the ratios; empty where no round has both
   */
  List<Double> ratios(Cell cell, Contender contender, Cell otherCell, Contender other) {
    Map<Integer, Measured> baseline = of(otherCell, other);
    List<Double> ratios = new ArrayList<>();
    of(cell, contender)
        .forEach((round, one) -> {
          Measured base = baseline.get(round);
          if (base != null && base.eventsPerSecond() > 0) {
            ratios.add(one.eventsPerSecond() / base.eventsPerSecond());
          }
        });
    return ratios;
  }

  private Map<Integer, Measured> of(Cell cell, Contender contender) {
    return places.getOrDefault(new Place(cell, contender), Map.of());
  }
}
