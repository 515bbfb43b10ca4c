package dev.sprintcapacity.consumer.internal.dispatch;

import dev.sprintcapacity.consumer.internal.deadletter.Redriven;
import dev.sprintcapacity.consumer.internal.dispatch.LaneRunner.Step;
import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger.Arrival;
import dev.sprintcapacity.consumer.internal.retry.RetryTimer;
import dev.sprintcapacity.consumer.internal.retry.Verdict;
import dev.sprintcapacity.consumer.lag.StuckKey;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where the leader meets the workers: puts records into lanes, takes back what became of them, and
 * lets lanes go on whose wait is over. A record of an idle key whose handling is short the leader
 * handles itself. Belongs to the leader, but for what says otherwise.
 */
public final class Dispatcher {
  private final DispatchParts parts;
  private final Reports reports;
  private final HandlingCounters counters = new HandlingCounters();
  private final Pace pace;
  private final PollLease lease = new PollLease();
  private final LaneRunner runner;
  private final Lanes lanes = new Lanes();
  private final RetryTimer<Work> timer = new RetryTimer<>();
  private Lane inlineLane = lanes.spare();
  private @Nullable Work inline;
  private final Stuck stuck = new Stuck();
  private int inMemory;
  private long done;

  /** What became of a record that was given in. */
  public enum Outcome {
    /** It is in memory, or handled already. */
    TAKEN,
    /** It stands before one that was given in earlier: its partition is read anew. */
    REWOUND,
    /** It is handled now, and meanwhile another thread has become the leader: touch nothing. */
    LEASE_LOST
  }

  /** Nothing runs before the first record. */
  public Dispatcher(DispatchParts parts) {
    this.parts = parts;
    this.reports = new Reports(parts.pause());
    this.pace = new Pace(parts.inlineNanos());
    this.runner = new LaneRunner(parts, reports, counters, pace);
  }

  /** Takes a record of an open partition. */
  public Outcome dispatch(ConsumerRecord<byte[], byte[]> record, HeldPartition partition) {
    Arrival arrival =
        partition.ledgerFrom(record.offset()).arrived(record.offset(), record.timestamp());
    return switch (arrival) {
      case REWOUND -> Outcome.REWOUND;
      case DONE_BEFORE -> {
        counters.doneBefore().increment();
        partition.looked(true);
        yield Outcome.TAKEN;
      }
      case NEW -> take(record, partition);
    };
  }

  private Outcome take(ConsumerRecord<byte[], byte[]> record, HeldPartition partition) {
    byte[] key = record.key();
    Lane lane = key == null ? partition.keyless() : lanes.find(key);
    if (lane == null || lane.pending() == 0) {
      if (pace.isShort()) {
        return handle(record, partition);
      }
      if (lane == null) {
        lane = lanes.open(Objects.requireNonNull(key, "key"));
      }
    }
    Work work = new Work(record, redriven(record, partition), partition, lane);
    count(work, 1);
    if (lane.append(work)) {
      runner.scheduler().activate(lane);
    }
    return Outcome.TAKEN;
  }

  private Outcome handle(ConsumerRecord<byte[], byte[]> record, HeldPartition partition) {
    byte[] key = record.key();
    Lane lane = key == null ? partition.keyless() : inlineLane;
    if (key != null) {
      lane.key(key);
    }
    Work work = new Work(record, redriven(record, partition), partition, lane);
    lane.occupy(work);
    inline = work;
    long term = lease.enter();
    Step step = runner.advance(work);
    if (!lease.leave(term)) {
      runner.goOnAfter(step, work);
      return Outcome.LEASE_LOST;
    }
    inline = null;
    if (step == Step.FINISHED) {
      lane.vacate();
      work.end();
      counters.inline().increment();
      if (work.report == Work.Report.DONE) {
        partition.done(record.offset());
        done++;
      }
    } else {
      adopt(work);
    }
    return Outcome.TAKEN;
  }

  private @Nullable Redriven redriven(
      ConsumerRecord<byte[], byte[]> record, HeldPartition partition) {
    return partition.isRedrive() ? Redriven.of(record, parts.group()) : null;
  }

  /** The work the leader began itself goes on as that of any other lane. */
  private void adopt(Work work) {
    if (work.read.key() != null) {
      lanes.adopt(work.lane);
      inlineLane = lanes.spare();
    }
    count(work, 1);
  }

  private void count(Work work, int change) {
    inMemory += change;
    work.partition.inMemory(change);
    work.lane.pending(change);
  }

  /** The caller has just become the leader, because the handler of the one before does not end. */
  public void takenOver() {
    Work begun = Objects.requireNonNull(inline, "the work that the lease was taken over from");
    inline = null;
    adopt(begun);
    pace.stalled();
  }

  /** Takes back what workers reported. */
  public void collect() {
    Work work = reports.takeAll();
    while (work != null) {
      Work before = work.reportedBefore;
      work.reportedBefore = null;
      switch (work.report) {
        case DONE -> {
          work.partition.done(work.read.offset());
          done++;
          release(work);
        }
        case LEFT -> release(work);
        case WAIT -> {
          timer.add(work.dueNanos, work);
          stuck.waits(work);
        }
      }
      work = before;
    }
  }

  private void release(Work work) {
    count(work, -1);
    stuck.ended(work);
    if (work.lane.pending() == 0) {
      lanes.close(work.lane);
    }
  }

  /** Lets lanes go on whose wait is over. */
  public void activateDue() {
    if (timer.size() > 0) {
      timer.takeDue(parts.nanoTime().getAsLong(), work -> runner.scheduler().activate(work.lane));
    }
  }

  /** Lets lanes go on whose front waits for nothing any more: its partition is handed over. */
  public void leaveWaiting() {
    timer.takeIf(Work::mayBeLeft, work -> runner.scheduler().activate(work.lane));
  }

  /** Waits until workers reported something, so long at most. */
  public void awaitReport(long nanos) {
    reports.await(nanos);
  }

  /** Nanoseconds until a lane's wait is over, at most {@code otherwise}. */
  public long nanosToDue(long otherwise) {
    return timer.nanosToFirst(parts.nanoTime().getAsLong(), otherwise);
  }

  /** Records in memory: read and neither done nor left. */
  public int inMemory() {
    return inMemory;
  }

  /** Lanes with work. */
  public int busyLanes() {
    return lanes.size();
  }

  /** Lanes whose front waits for its time. */
  public int waitingLanes() {
    return timer.size();
  }

  /** Keys whose first record fails, the first ones of them if there are many. */
  public List<StuckKey> stuckKeys() {
    return stuck.list();
  }

  /** Records done since the start. */
  public long done() {
    return done;
  }

  /** Why the consumer must stop; null while it need not. Any thread may ask. */
  public Verdict.@Nullable Fatal fatal() {
    return runner.fatal();
  }

  /** Who leads; any thread may look. */
  public PollLease lease() {
    return lease;
  }

  /** What became of records; any thread may look. */
  public HandlingCounters counters() {
    return counters;
  }

  /** Threads that run lanes; any thread may ask. */
  public int workers() {
    return runner.scheduler().workers();
  }
}
