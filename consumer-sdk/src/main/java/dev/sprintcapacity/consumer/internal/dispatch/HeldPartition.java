package dev.sprintcapacity.consumer.internal.dispatch;

import dev.sprintcapacity.consumer.internal.offsets.CommitPoint;
import dev.sprintcapacity.consumer.internal.offsets.OffsetLedger;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition, from its assignment to its loss. Should it come again, it is another object: what
 * is reported late for this one then changes nothing. All but the phase and what is begun belongs
 * to the leader.
 */
public final class HeldPartition {
  private final TopicPartition id;
  private final boolean redrive;
  private final Lane keyless = new Lane();
  private final AtomicInteger begun = new AtomicInteger();

  private volatile Phase phase = Phase.OPENING;
  private @Nullable OffsetLedger ledger;
  private @Nullable CommitPoint committed;
  private int inMemory;
  private long done;
  private boolean paused;
  private boolean changed = true;

  /** How far a partition is between assignment and loss. */
  public enum Phase {
    /** What was committed is not known yet: nothing is read. */
    OPENING,
    /** Records are read and handled. */
    OPEN,
    /** Handlers that run may end, no other begins. */
    DRAINING,
    /** Another member may have it: nothing is committed, whatever is reported. */
    CLOSED
  }

  /** A partition of a topic that was just assigned. */
  public HeldPartition(TopicPartition id) {
    this(id, false);
  }

  /**
   * A partition that was just assigned.
   *
   * @param redrive whether dead letters come back in it
   */
  public HeldPartition(TopicPartition id, boolean redrive) {
    this.id = id;
    this.redrive = redrive;
  }

  /** Whether dead letters come back in it. */
  public boolean isRedrive() {
    return redrive;
  }

  /** Topic and number. */
  public TopicPartition id() {
    return id;
  }

  /** How far it is; any thread may ask. */
  public Phase phase() {
    return phase;
  }

  /**
   * How many records of it are begun and not reported. Whoever begins counts first and looks at the
   * phase then; whoever ends the phase looks here afterwards: so one of the two sees the other.
   */
  public int begunWork() {
    return begun.get();
  }

  void begun() {
    begun.incrementAndGet();
  }

  void ended() {
    begun.decrementAndGet();
  }

  /** Goes on to a phase. */
  public void enter(Phase next) {
    this.phase = next;
  }

  /** Opens it where a commit of the group says what is done. */
  public void openFrom(long offset, String metadata) {
    ledger = OffsetLedger.resumedFrom(offset, metadata);
    committed = new CommitPoint(offset, metadata, true);
    phase = Phase.OPEN;
  }

  /** Opens it where the group has no commit: the client decides where to begin. */
  public void openAnew() {
    phase = Phase.OPEN;
  }

  /** Its ledger, which begins with this offset where nothing was committed. */
  public OffsetLedger ledgerFrom(long offset) {
    OffsetLedger existing = ledger;
    if (existing == null) {
      existing = OffsetLedger.startingAt(offset);
      ledger = existing;
    }
    return existing;
  }

  /** Its ledger; null before the first record where nothing was committed. */
  public @Nullable OffsetLedger ledger() {
    return ledger;
  }

  /** Notes that an offset is done; without effect once the partition is closed. */
  void done(long offset) {
    if (phase != Phase.CLOSED) {
      Objects.requireNonNull(ledger, "ledger").done(offset);
      changed = true;
      done++;
    }
  }

  /** How many of its records were done since it was assigned. */
  public long doneRecords() {
    return done;
  }

  /** What the broker acknowledged last; null where nothing was committed. */
  public @Nullable CommitPoint committed() {
    return committed;
  }

  /** Notes what the broker acknowledged. */
  public void committed(CommitPoint point) {
    this.committed = point;
  }

  /** Whether something was done since the last call of {@link #looked}. */
  public boolean changed() {
    return changed;
  }

  /** Notes that its commit point was looked at, or that it must be looked at again. */
  public void looked(boolean again) {
    changed = again;
  }

  /** Records that were read and are not reported back. */
  public int inMemory() {
    return inMemory;
  }

  void inMemory(int change) {
    inMemory += change;
  }

  /** Whether the client was told not to fetch it. */
  public boolean paused() {
    return paused;
  }

  /** Notes what the client was told. */
  public void paused(boolean now) {
    paused = now;
  }

  /** The lane of its records without a key. */
  Lane keyless() {
    return keyless;
  }

  @Override
  public String toString() {
    return "%s %s, %d in memory, %s".formatted(id, phase, inMemory, ledger);
  }
}
