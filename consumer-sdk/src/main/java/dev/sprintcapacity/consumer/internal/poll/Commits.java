package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition.Phase;
import dev.sprintcapacity.consumer.internal.offsets.CommitPoint;
import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what is done. While reading: by number or time, one commit on its way at most, the next
 * one always the latest. At a hand-over: at once, and acknowledged. Never for a partition that may
 * be another member's. Belongs to the leader.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  /** The broker's default of {@code offset.metadata.max.bytes}. */
  private static final int METADATA_CHARS = 4096;

  /** A broker that takes less than this need not be tried with less. */
  private static final int FEWEST_METADATA_CHARS = 64;

  private final Consumer<byte[], byte[]> consumer;
  private final PartitionTable table;
  private final LongSupplier nanoTime;
  private final long intervalNanos;
  private final int everyRecords;
  private int metadataChars = METADATA_CHARS;
  private boolean onItsWay;
  private long lastNanos;
  private long lastDone;
  private boolean failing;

  Commits(
      Consumer<byte[], byte[]> consumer,
      PartitionTable table,
      PollSettings settings,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.table = table;
    this.nanoTime = nanoTime;
    this.intervalNanos = settings.commitInterval().toNanos();
    this.everyRecords = settings.commitRecords();
    this.lastNanos = nanoTime.getAsLong();
  }

  /** The longest metadata the broker is known to take. */
  int metadataChars() {
    return metadataChars;
  }

  /**
   * Sends a commit on its way if it is time.
   *
   * @param done records done since the start
   */
  void commitIfDue(long done) {
    long now = nanoTime.getAsLong();
    if (onItsWay || (now - lastNanos < intervalNanos && done - lastDone < everyRecords)) {
      return;
    }
    lastNanos = now;
    lastDone = done;
    Map<HeldPartition, CommitPoint> points = points(table.all());
    if (!points.isEmpty()) {
      onItsWay = true;
      consumer.commitAsync(offsets(points), (offsets, failure) -> answered(points, failure));
    }
  }

  /** Commits now and waits for the answer. */
  void commitNow(Collection<HeldPartition> partitions, Duration limit) {
    lookAgain(partitions);
    Map<HeldPartition, CommitPoint> points = points(partitions);
    KafkaException failure = sent(points, limit);
    if (failure != null) {
      repeated(points, failure);
    }
  }

  /**
   * Commits now all that is held, outside of a hand-over. While the group moves partitions the
   * brokers take no commit: then it is sent again after each poll.
   *
   * @param limit of one commit
   * @param nanos until no more polls are made
   * @param poll lets the client take its part in moving partitions, and brings no records
   */
  void commitBetweenPolls(Duration limit, long nanos, Runnable poll) {
    long begin = nanoTime.getAsLong();
    lookAgain(table.all());
    Map<HeldPartition, CommitPoint> points = points(table.all());
    KafkaException failure = sent(points, limit);
    while (failure instanceof RebalanceInProgressException
        && nanoTime.getAsLong() - begin < nanos) {
      poll.run();
      points = points(table.all());
      failure = sent(points, limit);
    }
    if (failure != null) {
      repeated(points, failure);
    }
  }

  /** A commit that is still on its way may fail, and nobody is there then to send another. */
  private static void lookAgain(Collection<HeldPartition> partitions) {
    partitions.forEach(partition -> partition.looked(true));
  }

  /** Sends a commit and waits for its answer; returns why it failed. */
  private @Nullable KafkaException sent(Map<HeldPartition, CommitPoint> points, Duration limit) {
    if (points.isEmpty()) {
      return null;
    }
    try {
      consumer.commitSync(offsets(points), limit);
      acknowledged(points);
      return null;
    } catch (KafkaException failure) {
      points.keySet().forEach(partition -> partition.looked(true));
      return failure;
    }
  }

  private static void repeated(Map<HeldPartition, CommitPoint> points, KafkaException failure) {
    LOG.warn(
        "What was done of {} could not be committed, it will be handled again: {}",
        offsets(points).keySet(),
        failure.getMessage());
  }

  private void answered(Map<HeldPartition, CommitPoint> points, Exception failure) {
    onItsWay = false;
    if (failure == null) {
      acknowledged(points);
      return;
    }
    points.keySet().forEach(partition -> partition.looked(true));
    if (failure instanceof OffsetMetadataTooLarge && metadataChars > FEWEST_METADATA_CHARS) {
      metadataChars /= 2;
      LOG.warn(
          "The brokers take less than {} characters of metadata (offset.metadata.max.bytes): from now on {}",
          2 * metadataChars,
          metadataChars);
      return;
    }
    if (!failing) {
      LOG.warn("A commit failed; the next one covers it: {}", failure.getMessage());
    }
    failing = true;
  }

  private void acknowledged(Map<HeldPartition, CommitPoint> points) {
    failing = false;
    points.forEach(HeldPartition::committed);
  }

  /** What is new to commit of these; nothing of what is not open or being drained. */
  private Map<HeldPartition, CommitPoint> points(Collection<HeldPartition> partitions) {
    Map<HeldPartition, CommitPoint> points = new HashMap<>();
    for (HeldPartition partition : partitions) {
      if (partition.phase() == Phase.OPEN || partition.phase() == Phase.DRAINING) {
        OffsetLedger ledger = partition.ledger();
        if (ledger == null || ledger.outstanding() == 0) {
          readUpToPosition(partition);
          ledger = partition.ledger();
        }
        if (ledger != null && partition.changed()) {
          CommitPoint point = ledger.commitPoint(metadataChars);
          if (!point.equals(partition.committed())) {
            points.put(partition, point);
          }
          partition.looked(false);
        }
      }
    }
    return points;
  }

  /** Passes what is never delivered; where nothing was delivered yet, says where reading began. */
  private void readUpToPosition(HeldPartition partition) {
    try {
      long position = consumer.position(partition.id(), Duration.ZERO);
      OffsetLedger ledger = partition.ledgerFrom(position);
      if (position > ledger.next() || partition.committed() == null) {
        ledger.readUpTo(position);
        partition.looked(true);
      }
    } catch (TimeoutException unknown) {
      LOG.debug("The position in {} is not known yet", partition.id());
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Map<HeldPartition, CommitPoint> points) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    points.forEach((partition, point) ->
        offsets.put(partition.id(), new OffsetAndMetadata(point.offset(), point.metadata())));
    return offsets;
  }
}
