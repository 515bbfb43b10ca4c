package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.Contender;
import dev.sprintcapacity.benchmarks.consumer.contender.Contender.Role;
import dev.sprintcapacity.benchmarks.measure.Rounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells the figures: what was not won first, then how far the aims are, then all. */
final class ThroughputReport {
  /** Goals P8 and P9: of the raw loop with nothing to do, and of keys by work time. */
  private static final double AIM_OF_RAW = 0.60;

  private static final double AIM_AT_10_MILLIS = 0.80;
  private static final double AIM_AT_100_MILLIS = 0.92;

  private final Setup setup;
  private final Figures figures;
  private final Contender raw;
  private final Contender ours;

  ThroughputReport(Setup setup, Figures figures) {
    this.setup = setup;
    this.figures = figures;
    this.raw = setup.contenders().getFirst();
    this.ours =
        setup.contenders().stream()
            .filter(contender -> contender.role() == Role.OURS)
            .findFirst()
            .orElseThrow();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(notWon());
    lines.add("");
    lines.addAll(aims());
    for (Cell cell : setup.cells()) {
      if (!cell.poisoned()) {
        lines.add("");
        lines.addAll(table(cell));
      }
    }
    return lines;
  }

  private List<String> notWon() {
    List<String> lost = new ArrayList<>();
    for (Cell cell : setup.cells()) {
      String where = cell.workText() + (cell.poisoned() ? ", 1 % poisoned keys" : "");
      if (!figures.has(cell, ours)) {
        lost.add("- %s: not measured".formatted(where));
        continue;
      }
      best(cell)
          .filter(best -> figures.eventsPerSecond(cell, best) > figures.eventsPerSecond(cell, ours))
          .ifPresent(best ->
              lost.add(
                  "- %s: %s %,.0f events/s, ours %,.0f"
                      .formatted(
                          where,
                          best.name(),
                          figures.eventsPerSecond(cell, best),
                          figures.eventsPerSecond(cell, ours))));
      long violations = figures.sum(cell, ours, Measured::violations);
      if (violations > 0) {
        lost.add("- %s: OURS VIOLATED THE ORDER %,d times".formatted(where, violations));
      }
    }
    lost.addFirst(
        "cells not won: %s of %d"
            .formatted(lost.isEmpty() ? "none" : lost.size(), setup.cells().size()));
    return lost;
  }

  /** The fastest peer; baselines are none. */
  private Optional<Contender> best(Cell cell) {
    return setup.contenders().stream()
        .filter(contender -> contender.role() == Role.PEER && figures.has(cell, contender))
        .max(Comparator.comparingDouble(peer -> figures.eventsPerSecond(cell, peer)));
  }

  private List<String> aims() {
    List<String> aims = new ArrayList<>();
    for (Cell cell : setup.cells()) {
      if (cell.poisoned() || !figures.has(cell, ours)) {
        continue;
      }
      if (cell.work().isZero()) {
        aims.add(aim("0 ms, of the raw poll loop", median(ratios(cell, ours, raw)), AIM_OF_RAW));
      } else if (cell.work().toMillis() == 10) {
        aims.add(aim("10 ms, of keys by work time", ofIdeal(cell, ours), AIM_AT_10_MILLIS));
      } else if (cell.work().toMillis() == 100) {
        aims.add(aim("100 ms, of keys by work time", ofIdeal(cell, ours), AIM_AT_100_MILLIS));
      }
    }
    return aims;
  }

  private static String aim(String what, double reached, double wanted) {
    return "aim, %s: %.2f of %.2f wanted, %s"
        .formatted(what, reached, wanted, reached >= wanted ? "reached" : "MISSED");
  }

  private List<String> table(Cell plain) {
    Cell poisoned = new Cell(plain.work(), true);
    List<String> lines = new ArrayList<>();
    lines.add(
        "| %s | events/s (spread) | of raw | of keys ÷ work | CPU µs/event | bytes/event | violations, repetitions | 1 %% poisoned keys: events/s (spread) | of without | violations, repetitions |"
            .formatted(plain.workText()));
    lines.add("|---|---|---|---|---|---|---|---|---|---|");
    for (Contender contender : setup.contenders()) {
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  contender.name(),
                  plain(plain, contender),
                  order(plain, contender),
                  poisoned(plain, poisoned, contender)));
    }
    return lines;
  }

  private String plain(Cell cell, Contender contender) {
    if (!figures.has(cell, contender)) {
      return "failed | | | |";
    }
    return "%s | %s | %s | %.1f | %,.0f"
        .formatted(
            throughput(cell, contender),
            ratio(ratios(cell, contender, raw)),
            cell.work().isZero() ? "" : "%.3f".formatted(ofIdeal(cell, contender)),
            figures.rounds(cell, contender, Measured::cpuMicrosPerEvent).median(),
            figures.rounds(cell, contender, Measured::bytesPerEvent).median());
  }

  private String poisoned(Cell plain, Cell poisoned, Contender contender) {
    if (!setup.cells().contains(poisoned)) {
      return "| |";
    }
    if (!figures.has(poisoned, contender)) {
      return "failed | |";
    }
    return "%s | %s | %s"
        .formatted(
            throughput(poisoned, contender),
            ratio(figures.ratios(poisoned, contender, plain, contender)),
            order(poisoned, contender));
  }

  private String throughput(Cell cell, Contender contender) {
    Rounds rounds = figures.rounds(cell, contender, Measured::eventsPerSecond);
    return "%,.0f (%s)".formatted(rounds.median(), rounds.spread());
  }

  private String order(Cell cell, Contender contender) {
    return "%,d, %,d"
        .formatted(
            figures.sum(cell, contender, Measured::violations),
            figures.sum(cell, contender, Measured::repetitions));
  }

  private List<Double> ratios(Cell cell, Contender contender, Contender baseline) {
    return figures.ratios(cell, contender, cell, baseline);
  }

  /** Of what a handler for each key, or as many as there may be, could do without a pause. */
  private double ofIdeal(Cell cell, Contender contender) {
    double ideal = Math.min(Setup.KEYS, Contender.CONCURRENCY) * 1e9 / cell.work().toNanos();
    return figures.eventsPerSecond(cell, contender) / ideal;
  }

  private static String ratio(List<Double> ratios) {
    return ratios.isEmpty() ? "" : "%.2f".formatted(median(ratios));
  }

  private static double median(List<Double> ratios) {
    if (ratios.isEmpty()) {
      return Double.NaN;
    }
    Rounds rounds = new Rounds();
    ratios.forEach(rounds::add);
    return rounds.median();
  }
}
