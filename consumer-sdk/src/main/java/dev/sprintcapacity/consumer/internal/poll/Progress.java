package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.internal.dispatch.Dispatcher;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition.Phase;
import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import dev.sprintcapacity.consumer.lag.PartitionProgress;
import dev.sprintcapacity.consumer.lag.StuckKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the member is, for people and probes. The leader looks a few times a second, between two
 * polls, and leaves what it saw where any thread can take it: nothing is counted per record, nobody
 * waits, no broker is asked beyond what reading itself tells.
 */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  /** Between two looks: short for people, long beside a look at some hundred partitions. */
  private static final long LOOK_NANOS = 250_000_000;

  private final Consumer<byte[], byte[]> consumer;
  private final PartitionTable table;
  private final Dispatcher dispatcher;
  private final PollParts parts;
  private final Map<HeldPartition, Seen> seen = new HashMap<>();
  private long lastLookNanos;

  private final AtomicReference<Stage> stage;
  private volatile Instant lastRound;
  private volatile Look look = new Look(List.of(), List.of());

  private record Stage(ConsumerPhase phase, Instant since, String reason) {
    /** Whether it may go on to a phase: what ends does not begin again. */
    boolean allows(ConsumerPhase next) {
      boolean end = next == ConsumerPhase.STOPPED || next == ConsumerPhase.FAILED;
      return switch (phase) {
        case STOPPED, FAILED -> false;
        case STOPPING -> end;
        case CREATED, STARTING, RUNNING, REBALANCING -> phase != next;
      };
    }
  }

  private record Look(List<PartitionProgress> partitions, List<StuckKey> stuckKeys) {}

  /** What one look has to remember of a partition for the next. */
  private record Seen(long doneRecords, Instant lastProgress, @Nullable Instant behindSince) {}

  Progress(
      Consumer<byte[], byte[]> consumer,
      PartitionTable table,
      Dispatcher dispatcher,
      PollParts parts) {
    this.consumer = consumer;
    this.table = table;
    this.dispatcher = dispatcher;
    this.parts = parts;
    this.lastLookNanos = parts.nanoTime().getAsLong() - LOOK_NANOS;
    Instant now = parts.clock().instant();
    this.lastRound = now;
    this.stage = new AtomicReference<>(new Stage(ConsumerPhase.STARTING, now, ""));
  }

  /** The loop goes round. */
  void goesRound() {
    lastRound = parts.clock().instant();
  }

  /** The loop is in a phase from now on; what ended remains ended. Any thread may tell. */
  void enter(ConsumerPhase phase, String reason) {
    if (stage.get().allows(phase)) {
      Stage next = new Stage(phase, parts.clock().instant(), reason);
      stage.updateAndGet(now -> now.allows(phase) ? next : now);
    }
  }

  /** Looks, if the last look is old. */
  void lookIfDue() {
    long now = parts.nanoTime().getAsLong();
    if (now - lastLookNanos >= LOOK_NANOS) {
      lastLookNanos = now;
      look();
    }
  }

  /** Looks. */
  void look() {
    Instant now = parts.clock().instant();
    List<PartitionProgress> partitions = new ArrayList<>();
    for (HeldPartition partition : table.all()) {
      if (partition.phase() == Phase.OPEN) {
        partitions.add(of(partition, now));
      }
    }
    seen.keySet().retainAll(table.all());
    look = new Look(partitions, dispatcher.stuckKeys());
  }

  private PartitionProgress of(HeldPartition partition, Instant now) {
    OffsetLedger ledger = partition.ledger();
    long readTo = ledger == null ? 0 : ledger.next();
    long end = PartitionProgress.UNKNOWN_END;
    try {
      long position = consumer.position(partition.id(), Duration.ZERO);
      readTo = Math.max(readTo, position);
      OptionalLong lag = consumer.currentLag(partition.id());
      if (lag.isPresent()) {
        end = position + lag.getAsLong();
      }
    } catch (KafkaException | IllegalStateException unknown) {
      LOG.debug("The end of {} is not known yet: {}", partition.id(), unknown.getMessage());
    }
    Seen before = seen.get(partition);
    Instant behind = null;
    if (end > readTo) {
      behind = before == null || before.behindSince() == null ? now : before.behindSince();
    }
    boolean stands = before != null && before.doneRecords() == partition.doneRecords();
    Instant lastProgress = stands ? Objects.requireNonNull(before).lastProgress() : now;
    seen.put(partition, new Seen(partition.doneRecords(), lastProgress, behind));
    int unhandled = ledger == null ? 0 : ledger.outstanding();
    return new PartitionProgress(
        partition.id().topic(),
        partition.id().partition(),
        readTo,
        end,
        unhandled,
        ledger == null || unhandled == 0 ? null : timestamp(ledger, now),
        behind,
        lastProgress);
  }

  private static Instant timestamp(OffsetLedger ledger, Instant now) {
    long millis = ledger.oldestTimestamp();
    return millis == OffsetLedger.NO_TIMESTAMP ? now : Instant.ofEpochMilli(millis);
  }

  /** Nothing is held any more. */
  void holdsNothing() {
    seen.clear();
    look = new Look(List.of(), List.of());
  }

  /** What it knows; any thread may ask. */
  LoopReport report() {
    Stage now = stage.get();
    Look last = look;
    return new LoopReport(
        now.phase(), now.since(), now.reason(), lastRound, last.partitions(), last.stuckKeys());
  }
}
