package dev.sprintcapacity.chaos.outage;

import dev.sprintcapacity.chaos.campaign.Judgement;
import dev.sprintcapacity.chaos.load.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What an outage came to.
 *
 * @param with what the API answered before it
 * @param without what the API answered in it
 * @param away how long the broker was away
 * @param arrived events that were committed in that time
 * @param reconnected from the moment the broker serves again to the first event that is published
 * @param drained events published from then until nothing of the backlog waited, those that came
 *     meanwhile among them
 * @param draining how long that took
 * @param memory megabytes of the instance that had most: before, at most in the outage, at most
 *     while the backlog was published; zeros where it cannot be told
 * @param heap megabytes that the instance keeps on its heap that keeps most, at the same moments;
 *     while the backlog was published: the one that published it, near the beginning
 * @param keptLines events of which the log says that they are kept
 * @param judgement of everything
 */
public record OutageResult(
    Answers.Period with,
    Answers.Period without,
    Duration away,
    long arrived,
    Duration reconnected,
    long drained,
    Duration draining,
    Memory memory,
    Heap heap,
    long keptLines,
    Judgement judgement) {

  /** Megabytes. */
  public record Memory(long before, long during, long after) {}

  /** Megabytes. */
  public record Heap(double before, double during, double after) {}

  /** Checks that everything is there. */
  public OutageResult {
    Objects.requireNonNull(with, "with");
    Objects.requireNonNull(without, "without");
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(heap, "heap");
    Objects.requireNonNull(judgement, "judgement");
  }

  /** Whether no request was refused for the outage and nothing is lost, repeated or disordered. */
  public boolean passed() {
    return without.count(200, 299) == without.count() && judgement.clean();
  }

  /** How many times as fast as they arrived the waiting events were published. */
  public double ratio() {
    return rate(drained, draining) / rate(arrived, away);
  }

  /** For people. */
  public List<String> summary() {
    return List.of(
        "API with the broker: " + with,
        "API without it:      " + without,
        "%d events arrived in %.1f s without the broker, %.0f/s"
            .formatted(arrived, seconds(away), rate(arrived, away)),
        "the first was published %.2f s after the broker served again"
            .formatted(seconds(reconnected)),
        "%d were published in %.2f s, %.0f/s: %.0f times as fast as they arrived"
            .formatted(drained, seconds(draining), rate(drained, draining), ratio()),
        "memory of an instance: %d MB before, at most %d MB without the broker, %d MB afterwards"
            .formatted(memory.before(), memory.during(), memory.after()),
        "kept on the heap: %.1f MB before, %.1f MB without the broker, %.1f MB while it published"
            .formatted(heap.before(), heap.during(), heap.after()));
  }

  private static double rate(long events, Duration time) {
    return events / Math.max(seconds(time), 1e-3);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
