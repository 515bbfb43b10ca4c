package dev.sprintcapacity.benchmarks.consumer;

import dev.sprintcapacity.benchmarks.consumer.contender.Contender;
import dev.sprintcapacity.benchmarks.consumer.contender.ParallelConsumer;
import dev.sprintcapacity.benchmarks.consumer.contender.RawFanOut;
import dev.sprintcapacity.benchmarks.consumer.contender.RawLoop;
import dev.sprintcapacity.benchmarks.consumer.contender.SpringListener;
import dev.sprintcapacity.benchmarks.consumer.contender.SprintCapacityConsumer;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds in which every contender has its turn
 * @param warmUp how long a contender runs before it is measured
 * @param window how long it is measured, if its records last so long
 * @param records that lie ready
 * @param works times of handlers
 * @param poisonedWorks of these, times at which poisoned keys are tried as well
 * @param contenders in the order of their turns
 * @param skewTime how long latencies are measured; zero: not at all
 */
record Setup(
    int rounds,
    Duration warmUp,
    Duration window,
    long records,
    List<Duration> works,
    List<Duration> poisonedWorks,
    List<Contender> contenders,
    Duration skewTime) {

  /** Keys of the records, in turn. */
  static final int KEYS = 1_000;

  /** Partitions of every topic. */
  static final int PARTITIONS = 6;

  private static final List<Duration> ALL_WORKS =
      List.of(
          Duration.ZERO,
          Duration.ofNanos(100_000),
          Duration.ofMillis(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  private static final List<Contender> ALL =
      List.of(
          new RawLoop(false),
          new RawLoop(true),
          new SprintCapacityConsumer(),
          new ParallelConsumer(),
          new SpringListener(false),
          new SpringListener(true),
          new RawFanOut());

  /** About 50 minutes. */
  static final Setup FULL =
      new Setup(
          5,
          Duration.ofMillis(500),
          Duration.ofSeconds(4),
          4_000_000,
          ALL_WORKS,
          ALL_WORKS,
          ALL,
          Duration.ofSeconds(8));

  /** About ten minutes: for a look while something is changed. */
  static final Setup SHORT =
      new Setup(
          2,
          Duration.ofMillis(500),
          Duration.ofMillis(2_500),
          1_500_000,
          ALL_WORKS,
          List.of(Duration.ofMillis(1), Duration.ofMillis(10)),
          ALL,
          Duration.ofSeconds(4));

  /** Shows that the harness works; its figures mean nothing. */
  static final Setup QUICK =
      new Setup(
          1,
          Duration.ZERO,
          Duration.ofMillis(800),
          50_000,
          List.of(Duration.ZERO, Duration.ofMillis(1)),
          List.of(Duration.ofMillis(1)),
          List.of(
              new RawLoop(false),
              new SprintCapacityConsumer(),
              new ParallelConsumer(),
              new SpringListener(false)),
          Duration.ZERO);

  /** Copies the lists. */
  Setup {
    works = List.copyOf(works);
    poisonedWorks = List.copyOf(poisonedWorks);
    contenders = List.copyOf(contenders);
  }

  /** The same for some handler times only, and without skew. */
  Setup only(List<Duration> some) {
    return new Setup(
        rounds,
        warmUp,
        window,
        records,
        works.stream().filter(some::contains).toList(),
        poisonedWorks,
        contenders,
        Duration.ZERO);
  }

  /** What is measured, in the order of the report. */
  List<Cell> cells() {
    return works.stream()
        .<Cell>mapMulti((work, cells) -> {
          cells.accept(new Cell(work, false));
          if (poisonedWorks.contains(work)) {
            cells.accept(new Cell(work, true));
          }
        })
        .toList();
  }
}
