package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.dispatch.Dispatcher;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition.Phase;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes partitions over and hands them on: handlers that run may end within a bound, what is done
 * is committed, and only then the partitions go. What was lost is neither waited for nor committed.
 * Called by the client, in {@code poll}, on the leader.
 */
final class Handover implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  /** Longest single wait for a report: how late an end may be noticed. */
  private static final long GLANCE_NANOS = 1_000_000;

  /** The commit at a hand-over gets so long at least, however long handlers took. */
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

  private final PartitionTable table;
  private final Dispatcher dispatcher;
  private final Commits commits;
  private final Progress progress;
  private final LongSupplier nanoTime;
  private final Duration limit;

  Handover(
      PartitionTable table,
      Dispatcher dispatcher,
      Commits commits,
      Progress progress,
      PollSettings settings,
      LongSupplier nanoTime) {
    this.table = table;
    this.dispatcher = dispatcher;
    this.commits = commits;
    this.progress = progress;
    this.nanoTime = nanoTime;
    this.limit = settings.handoverLimit();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    progress.enter(ConsumerPhase.RUNNING, "");
    if (!partitions.isEmpty()) {
      LOG.info("Assigned {}", PartitionNames.of(partitions));
      table.assigned(partitions);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (table.of(partitions).isEmpty()) {
      return;
    }
    LOG.info("Hands over {}", PartitionNames.of(partitions));
    progress.enter(ConsumerPhase.REBALANCING, "");
    handOver(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    if (table.of(partitions).isEmpty()) {
      return;
    }
    progress.enter(ConsumerPhase.REBALANCING, "");
    LOG.warn(
        "Lost {}: what is done of them and not committed will be handled again",
        PartitionNames.of(partitions));
    gone(partitions);
  }

  /** Drains, commits and gives away, as the client asks for it within a poll. */
  private void handOver(Collection<TopicPartition> partitions) {
    List<HeldPartition> held = table.of(partitions);
    try {
      drain(held, limit);
      commits.commitNow(held, COMMIT_LIMIT);
    } catch (RuntimeException e) {
      LOG.error("The hand-over of {} failed; what is not committed will be handled again", held, e);
    } finally {
      gone(partitions);
    }
  }

  /**
   * Drains, commits and gives away all that is held, with polls where the group moves partitions at
   * the same time: what they take goes the usual way, what they give goes unopened.
   *
   * @param allLimit of handlers, and of waiting for the group
   * @param commitLimit of one commit
   * @param poll brings no records
   * @return handlers that had not ended within the bound
   */
  int handOverAll(Duration allLimit, Duration commitLimit, Runnable poll) {
    long end = nanoTime.getAsLong() + allLimit.toNanos();
    int unfinished = 0;
    try {
      unfinished = drain(List.copyOf(table.all()), allLimit);
      commits.commitBetweenPolls(commitLimit, end - nanoTime.getAsLong(), poll);
    } catch (RuntimeException e) {
      LOG.error("The last commit failed; what is not committed will be handled again", e);
    } finally {
      gone(table.all().stream().map(HeldPartition::id).toList());
    }
    return unfinished;
  }

  private void gone(Collection<TopicPartition> partitions) {
    try {
      table.gone(partitions);
    } catch (RuntimeException e) {
      LOG.error("Giving {} away failed", PartitionNames.of(partitions), e);
    }
    dispatcher.leaveWaiting();
  }

  private int drain(List<HeldPartition> held, Duration drainLimit) {
    long end = nanoTime.getAsLong() + drainLimit.toNanos();
    for (HeldPartition partition : held) {
      if (partition.phase() == Phase.OPEN) {
        partition.enter(Phase.DRAINING);
      }
    }
    dispatcher.leaveWaiting();
    int begun = begun(held);
    for (long left = drainLimit.toNanos();
        begun > 0 && left > 0;
        left = end - nanoTime.getAsLong()) {
      dispatcher.awaitReport(Math.min(left, GLANCE_NANOS));
      dispatcher.collect();
      dispatcher.leaveWaiting();
      dispatcher.activateDue();
      begun = begun(held);
    }
    dispatcher.collect();
    if (begun > 0) {
      LOG.warn(
          "{} handlers have not ended within {}: their records will be handled again by the next owner",
          begun,
          drainLimit);
    }
    return begun;
  }

  private static int begun(List<HeldPartition> held) {
    return held.stream().mapToInt(HeldPartition::begunWork).sum();
  }
}
