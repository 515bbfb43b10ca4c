package dev.sprintcapacity.consumer.internal.poll;

import dev.sprintcapacity.consumer.ConsumerException;
import dev.sprintcapacity.consumer.internal.deadletter.ParkedKeysUnreadableException;
import dev.sprintcapacity.consumer.internal.dispatch.Dispatcher;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition;
import dev.sprintcapacity.consumer.internal.dispatch.HeldPartition.Phase;
import dev.sprintcapacity.consumer.internal.dispatch.Pause;
import dev.sprintcapacity.consumer.internal.dispatch.PollLease;
import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger;
import dev.sprintcapacity.consumer.internal.retry.Verdict;
import dev.sprintcapacity.consumer.lag.ConsumerPhase;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's work, a turn at a time: take back what workers reported, let lanes go on, open,
 * pause and resume partitions, poll, dispatch, commit. Belongs to the leader, but for what says
 * otherwise.
 */
public final class PollLoop {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

  /** Nothing is in memory: only the broker can bring work, and ends a poll when it does. */
  private static final long IDLE_NANOS = 100_000_000;

  /** Work is in memory: how late a failed attempt can be noticed, and its next one begin. */
  private static final long BUSY_NANOS = 10_000_000;

  /** Partitions are paused: how late it can be noticed that there is room again. */
  private static final long PAUSED_NANOS = 2_000_000;

  /** After a failure of the client that may pass. */
  private static final long AFTER_FAILURE_NANOS = 200_000_000;

  /** How the client says that a partition is not, or no longer, its own; it has no type for it. */
  private static final String NO_ASSIGNMENT = "No current assignment for partition";

  private final Consumer<byte[], byte[]> consumer;
  private final PollSettings settings;
  private final Dispatcher dispatcher;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final PartitionTable table;
  private final Commits commits;
  private final BackPressure pressure;
  private final Departure departure;
  private final Progress progress;
  private final Subscription subscription;
  private Batch batch = Batch.EMPTY;
  private @Nullable String toldFailure;

  private volatile @Nullable Duration closeLimit;
  private volatile @Nullable Throwable failure;
  private volatile LoopGauges gauges = LoopGauges.ZERO;

  /** What became of a turn. */
  public enum Turn {
    /** Take another. */
    GO_ON,
    /** The client is closed: there is no other. */
    ENDED,
    /** Another thread takes the next one. */
    LEASE_LOST
  }

  /** Nothing happens before the first turn. */
  public PollLoop(
      Consumer<byte[], byte[]> consumer,
      PollSettings settings,
      PollParts parts,
      Dispatcher dispatcher) {
    this.consumer = consumer;
    this.settings = settings;
    this.dispatcher = dispatcher;
    this.nanoTime = parts.nanoTime();
    this.pause = parts.pause();
    this.table = new PartitionTable(consumer, settings, parts);
    this.commits = new Commits(consumer, table, settings, nanoTime);
    this.pressure = new BackPressure(consumer, table, dispatcher, settings);
    this.progress = new Progress(consumer, table, dispatcher, parts);
    Handover handover = new Handover(table, dispatcher, commits, progress, settings, nanoTime);
    this.departure = new Departure(consumer, handover, nanoTime);
    this.subscription = new Subscription(consumer, settings, handover);
  }

  /** Takes a turn. */
  Turn runOnce() {
    try {
      progress.goesRound();
      subscription.make();
      Duration limit = closeLimit;
      Verdict.Fatal fatal = dispatcher.fatal();
      if (fatal != null && limit == null) {
        failure =
            fatal.cause() == null
                ? new ConsumerException(fatal.reason())
                : new ConsumerException(fatal.reason(), fatal.cause());
        limit = settings.handoverLimit();
      }
      if (limit != null) {
        close(limit);
        return Turn.ENDED;
      }
      return turn();
    } catch (TopicAuthorizationException e) {
      return subscription.leaveOut(e.unauthorizedTopics()) ? Turn.GO_ON : tryAgain(e);
    } catch (AuthenticationException | AuthorizationException | RetriableException e) {
      return tryAgain(e);
    } catch (UnknownMemberIdException
        | FencedMemberEpochException
        | StaleMemberEpochException excluded) {
      // the client of KIP-848 asked where to begin while the group excluded it; it joins again by
      // itself, and tells first that all partitions are lost
      return tryAgain(excluded);
    } catch (RuntimeException e) {
      LOG.error("The consumer stops: {}", e.getMessage(), e);
      failure = e;
      close(settings.handoverLimit());
      return Turn.ENDED;
    }
  }

  private Turn turn() {
    dispatcher.collect();
    dispatcher.activateDue();
    if (table.hasOpening()) {
      open();
    }
    pressure.apply(commits.metadataChars());
    if (!batch.hasRecord()) {
      batch = poll();
      if (!table.hasOpening()) {
        toldFailure = null;
      }
      if (batch.hasRecord()) {
        progress.enter(ConsumerPhase.RUNNING, "");
      }
    }
    while (batch.hasRecord()) {
      if (!dispatchFirst()) {
        return Turn.LEASE_LOST;
      }
    }
    commits.commitIfDue(dispatcher.done());
    progress.lookIfDue();
    gauges =
        new LoopGauges(
            dispatcher.inMemory(),
            dispatcher.busyLanes(),
            dispatcher.waitingLanes(),
            table.all().size(),
            pressure.paused());
    return Turn.GO_ON;
  }

  /**
   * Opens what was assigned. Where that fails it is tried again, and what is open is read on: who
   * does not poll loses that too.
   */
  private void open() {
    try {
      table.openWaiting();
    } catch (ParkedKeysUnreadableException | AuthorizationException | RetriableException e) {
      tryAgain(e);
    }
  }

  private Batch poll() {
    if (pressure.pausedAll()) {
      Batch polled = new Batch(polled(Duration.ZERO));
      if (!polled.hasRecord()) {
        pause.pause(this, dispatcher.nanosToDue(PAUSED_NANOS));
      }
      return polled;
    }
    long nanos = IDLE_NANOS;
    if (pressure.paused() > 0) {
      nanos = PAUSED_NANOS;
    } else if (dispatcher.inMemory() > 0) {
      nanos = BUSY_NANOS;
    }
    // rounded up to what the client counts in
    long millis = (dispatcher.nanosToDue(nanos) + 999_999) / 1_000_000;
    return new Batch(polled(Duration.ofMillis(millis)));
  }

  /**
   * Polls. The client of KIP-848 forgets what was lost on another thread, and where that happens
   * while it collects records, it throws and does not deliver what it had collected: what is still
   * held is read from where it was read to.
   */
  private ConsumerRecords<byte[], byte[]> polled(Duration limit) {
    try {
      return consumer.poll(limit);
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).startsWith(NO_ASSIGNMENT)) {
        throw e;
      }
      LOG.info("A partition was lost while its records were read: {}", e.getMessage());
      for (HeldPartition held : table.all()) {
        if (held.phase() == Phase.OPEN && !readsAgain(held)) {
          throw e;
        }
      }
      return ConsumerRecords.empty();
    }
  }

  /** Returns false where it is not known how far it was read. */
  private boolean readsAgain(HeldPartition held) {
    OffsetLedger ledger = held.ledger();
    try {
      if (ledger != null) {
        consumer.seek(held.id(), ledger.next());
      }
      return ledger != null;
    } catch (IllegalStateException lost) {
      LOG.debug("{} is lost as well: {}", held.id(), lost.getMessage());
      return true;
    }
  }

  /** Returns false where the caller is the leader no longer. */
  private boolean dispatchFirst() {
    ConsumerRecord<byte[], byte[]> record = batch.first();
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    HeldPartition held = table.of(partition);
    if (held == null) {
      // lost within this poll: the client may have forgotten it by now, and refuses to seek in it
      LOG.info("{} was lost with records that are not begun: its next owner reads them", partition);
      batch.dropPartition();
      return true;
    }
    if (held.phase() != Phase.OPEN) {
      // never seen; but if it happens, reading them again is right and leaving them out is not
      LOG.warn("{} brought records before it was open: they are read again", partition);
      consumer.seek(partition, record.offset());
      batch.dropPartition();
      return true;
    }
    batch.dropFirst();
    Dispatcher.Outcome outcome = dispatcher.dispatch(record, held);
    if (outcome == Dispatcher.Outcome.REWOUND) {
      outcome = dispatcher.dispatch(record, table.restarted(held, record.offset()));
    }
    return outcome != Dispatcher.Outcome.LEASE_LOST;
  }

  private Turn tryAgain(RuntimeException e) {
    String now = String.valueOf(e.getMessage());
    if (!now.equals(toldFailure)) {
      LOG.warn("Kafka cannot be read, which is tried again: {}", now);
      toldFailure = now;
    }
    pause.pause(this, AFTER_FAILURE_NANOS);
    return Turn.GO_ON;
  }

  private void close(Duration limit) {
    progress.enter(ConsumerPhase.STOPPING, "");
    int unfinished = departure.leave(batch, limit);
    batch = Batch.EMPTY;
    if (unfinished > 0 && failure == null) {
      LOG.warn("Closes while {} handlers still run", unfinished);
    }
    gauges = LoopGauges.ZERO;
    progress.holdsNothing();
    Throwable why = failure;
    if (why == null) {
      progress.enter(ConsumerPhase.STOPPED, "");
    } else {
      progress.enter(ConsumerPhase.FAILED, String.valueOf(why.getMessage()));
    }
  }

  /** Nanoseconds until the first lane that waits may go on; empty where none waits. */
  OptionalLong nanosToNextAttempt() {
    return dispatcher.waitingLanes() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(dispatcher.nanosToDue(Long.MAX_VALUE));
  }

  /** The caller has just become the leader: see {@link PollLease}. */
  void takenOver() {
    LOG.info("A handler takes longer than handlers did so far: another thread goes on polling");
    dispatcher.takenOver();
  }

  /** Who leads; any thread may look. */
  PollLease lease() {
    return dispatcher.lease();
  }

  /** Has the next turn be the last; handlers that run get so long. Any thread may ask. */
  public void requestClose(Duration limit) {
    if (closeLimit == null) {
      closeLimit = limit;
      if (failure == null) {
        progress.enter(ConsumerPhase.STOPPING, "");
      }
    }
  }

  /** Why it ended; null where it was asked to, or has not ended. Any thread may ask. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Has the report tell of this moment. */
  void look() {
    progress.look();
  }

  /** What it says of itself; any thread may ask. */
  public LoopReport report() {
    return progress.report();
  }

  /** What it holds; any thread may ask. */
  public LoopGauges gauges() {
    return gauges;
  }
}
