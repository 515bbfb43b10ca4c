package dev.sprintcapacity.chaos.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Hands out seeds and counts what became of their worlds. Safe for use by many threads. */
final class SimulationTally {
  /** Who knows of so many failing worlds need not wait for more. */
  static final int MOST_FAILED = 20;

  private static final long BETWEEN_LINES_NANOS = 10_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_PER_HOUR = 3_600;

  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final SimulationRun.Plan plan;
  private final LongSupplier nanoTime;
  private final Consumer<String> lines;
  private final List<SimulationReport> failed = new ArrayList<>();
  private final long begin;
  private long told;
  private long begun;
  private long worlds;
  private long steps;
  private long faults;
  private Duration simulated = Duration.ZERO;
  private boolean stopped;

  SimulationTally(
      String name, SimulationRun.Plan plan, LongSupplier nanoTime, Consumer<String> lines) {
    this.name = name;
    this.plan = plan;
    this.nanoTime = nanoTime;
    this.lines = lines;
    this.begin = nanoTime.getAsLong();
    this.told = begin;
  }

  /** The next seed; null where no world is to begin any more. */
  @Nullable Long next() {
    lock.lock();
    try {
      boolean late = nanoTime.getAsLong() - begin >= plan.bound().toNanos();
      if (stopped || late || begun == plan.count() || failed.size() >= MOST_FAILED) {
        return null;
      }
      return plan.first() + begun++;
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
    } finally {
      lock.unlock();
    }
  }

  void add(SimulationReport report) {
    lock.lock();
    try {
      worlds++;
      steps += report.steps();
      faults += report.faults();
      simulated = simulated.plus(report.simulated());
      if (!report.violations().isEmpty()) {
        failed.add(report);
        lines.accept(failure(report));
      }
      long now = nanoTime.getAsLong();
      if (now - told >= BETWEEN_LINES_NANOS) {
        told = now;
        lines.accept(progress(now));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells the end; returns whether all is well. */
  boolean summary() {
    lock.lock();
    try {
      lines.accept(progress(nanoTime.getAsLong()));
      if (begun < plan.count()) {
        lines.accept(
            "%s: stopped after %d of %d seeds: %s"
                .formatted(
                    name,
                    begun,
                    plan.count(),
                    failed.size() >= MOST_FAILED ? "enough failed" : "the time is over"));
      }
      failed.sort(Comparator.comparingLong(SimulationReport::seed));
      failed.forEach(report ->
          lines.accept(
              "%s: seed %d failed; replay it with: ./sprintcap chaos simulate --simulation=%s --seed=%d"
                  .formatted(name, report.seed(), name, report.seed())));
      return failed.isEmpty() && worlds > 0;
    } finally {
      lock.unlock();
    }
  }

  private String failure(SimulationReport report) {
    return "%s: seed %d: %s".formatted(name, report.seed(), report.violations().getFirst());
  }

  private String progress(long now) {
    double seconds = (now - begin) / NANOS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "%s: %d of %d seeds in %.0f s (%.1f per second): %.1f simulated hours, %d steps, %d faults, %d seeds with violations",
        name,
        worlds,
        plan.count(),
        seconds,
        seconds > 0 ? worlds / seconds : 0,
        simulated.toSeconds() / SECONDS_PER_HOUR,
        steps,
        faults,
        failed.size());
  }
}
