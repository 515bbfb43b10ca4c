package dev.sprintcapacity.chaos.simulation.relay.time;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a world, or the one that watches it. It runs while it has the turn, and nobody else
 * does then.
 */
public final class Turn {
  /** Thrown in a thread whose process has ended: nothing it does after this has an effect. */
  public static final class Ended extends Error {
    private static final long serialVersionUID = 1L;

    /** For a thread that is to end. */
    public Ended() {
      super("this process has ended", null, false, false);
    }
  }

  private final String name;
  private final BooleanSupplier ended;
  private final LongSupplier thaw;
  private volatile @Nullable Thread thread;
  private volatile boolean has;
  private long ticket;

  /**
   * A thread's turn.
   *
   * @param name for the trace
   * @param ended whether its process has ended
   * @param thaw the moment until which its process stands still, in nanoseconds
   */
  public Turn(String name, BooleanSupplier ended, LongSupplier thaw) {
    this.name = name;
    this.ended = ended;
    this.thaw = thaw;
  }

  /** What says which of its wake-ups is meant: only the newest counts. */
  long ticket() {
    return ticket;
  }

  void begun() {
    ticket++;
  }

  void throwWhereEnded() {
    if (ended.getAsBoolean()) {
      throw new Ended();
    }
  }

  boolean hasEnded() {
    return ended.getAsBoolean();
  }

  long thaw() {
    return thaw.getAsLong();
  }

  void belongsTo(Thread owner) {
    thread = owner;
  }

  void give() {
    has = true;
    LockSupport.unpark(thread);
  }

  void await() {
    while (!has) {
      LockSupport.park(this);
    }
    has = false;
  }

  @Override
  public String toString() {
    return name;
  }
}
