package dev.sprintcapacity.chaos.simulation.strand;

import dev.sprintcapacity.testkit.ManualClock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The strands of one world. Real code runs on them unchanged, each strand on a virtual thread of
 * its own, but only one has the turn at any moment, and it passes the turn on only where it sleeps.
 * Time moves when all sleep, to the first that wakes. So the order of everything follows from how
 * long strands sleep.
 *
 * <p>All methods but {@link #run} are for the strand that has the turn, and for whoever prepares
 * the world before the run.
 */
public final class Strands {
  private final ManualClock clock;
  private final PriorityQueue<Wake> wakes = new PriorityQueue<>();
  private final Set<Strand> live = new LinkedHashSet<>();
  private final Strand host;
  private long wakeNumbers;
  private boolean over;

  /** Who has the turn. */
  private volatile Strand running;

  private record Wake(long atNanos, long number, Strand strand, long sleep)
      implements Comparable<Wake> {
    @Override
    public int compareTo(Wake other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  /**
   * A world without strands, to be run by the thread that makes it.
   *
   * @param clock its time
   */
  public Strands(ManualClock clock) {
    this.clock = clock;
    this.host = new Strand("host", Thread.currentThread());
    this.running = host;
  }

  /**
   * Adds a strand, which begins when all that is due now had its turn. Without effect once the
   * world is over.
   *
   * @param name for people
   * @param body what it does
   * @return the strand
   */
  public Strand spawn(String name, Runnable body) {
    Strand[] made = new Strand[1];
    Strand strand =
        new Strand(name, Thread.ofVirtual().name(name).unstarted(() -> run(made[0], body)));
    made[0] = strand;
    if (!over) {
      live.add(strand);
      wakeAt(strand, clock.nanoTime());
    }
    return strand;
  }

  private void run(Strand me, Runnable body) {
    try {
      if (!isEnded(me)) {
        body.run();
      }
    } catch (StrandEndedError ended) {
      // as it was told
    } finally {
      live.remove(me);
      me.ended = true;
      give(next());
    }
  }

  /**
   * Lets others have the turn for a time.
   *
   * @param time zero or more
   * @throws StrandEndedError where the strand was ended, or the world is over
   */
  public void sleep(Duration time) {
    sleepNanos(time.toNanos());
  }

  /**
   * As {@link #sleep}.
   *
   * @param nanos zero or more
   */
  public void sleepNanos(long nanos) {
    Strand me = running;
    requireGoesOn(me);
    wakeAt(me, clock.nanoTime() + nanos);
    Strand next = next();
    if (next != me) {
      give(next);
      awaitTurn(me);
    }
    requireGoesOn(me);
  }

  /** The strand that has the turn. */
  public Strand current() {
    return running;
  }

  /** Ends a strand: where it sleeps it goes on with a {@link StrandEndedError}. */
  public void end(Strand strand) {
    if (!strand.ended) {
      strand.ended = true;
      if (strand != running) {
        wakeAt(strand, clock.nanoTime());
      }
    }
  }

  /** Ends the world: no strand wakes any more. */
  public void stop() {
    over = true;
  }

  /** Runs the world until it is stopped, or no strand is left. */
  public void run() {
    give(next());
    awaitTurn(host);
    over = true;
    while (!live.isEmpty()) {
      give(live.iterator().next());
      awaitTurn(host);
    }
  }

  private boolean isEnded(Strand strand) {
    return over || strand.ended;
  }

  private void requireGoesOn(Strand me) {
    if (isEnded(me)) {
      throw new StrandEndedError();
    }
  }

  private void wakeAt(Strand strand, long nanos) {
    wakes.add(new Wake(nanos, wakeNumbers++, strand, ++strand.sleeps));
  }

  private Strand next() {
    while (!over) {
      Wake wake = wakes.poll();
      if (wake == null) {
        return host;
      }
      if (wake.sleep == wake.strand.sleeps && live.contains(wake.strand)) {
        clock.advance(Duration.ofNanos(wake.atNanos - clock.nanoTime()));
        return wake.strand;
      }
    }
    return host;
  }

  private void give(Strand next) {
    running = next;
    if (next == host || next.started) {
      LockSupport.unpark(next.thread);
    } else {
      next.started = true;
      next.thread.start();
    }
  }

  private void awaitTurn(Strand me) {
    while (running != me) {
      LockSupport.park(this);
    }
  }
}
