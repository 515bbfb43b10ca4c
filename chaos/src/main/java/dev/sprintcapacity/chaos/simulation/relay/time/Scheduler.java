package dev.sprintcapacity.chaos.simulation.relay.time;

import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and whose turn it is: of all threads of a world one runs at a time, and the next
 * one is who is due first. Time passes only while nobody can run.
 */
public final class Scheduler {
  /**
   * Something that is to happen.
   *
   * @param order breaks ties: what was asked for first happens first
   * @param effect what, or null where a thread is to go on
   * @param turn whose thread, with the ticket of the wait that this ends
   */
  private record Due(
      long nanos, long order, @Nullable Runnable effect, @Nullable Turn turn, long ticket)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> dues = new PriorityQueue<>();
  private final Set<Turn> alive = new LinkedHashSet<>();
  private final Turn watcher;
  private Turn current;
  private long now;
  private long order;
  private boolean over;
  private @Nullable Throwable broken;

  /** A world at its beginning, watched by this thread. */
  public Scheduler() {
    this.watcher = new Turn("watcher", () -> false, () -> 0);
    watcher.belongsTo(Thread.currentThread());
    this.current = watcher;
  }

  /** Nanoseconds since the beginning. */
  public long now() {
    return now;
  }

  /** Has something happen later; it runs whole, and must not wait. */
  public void after(long nanos, Runnable effect) {
    dues.add(new Due(now + nanos, order++, effect, null, 0));
  }

  /**
   * Starts a thread, which gets its first turn at this moment of virtual time.
   *
   * @param turn belongs to this thread from now on
   */
  public void start(Turn turn, Runnable body) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              turn.await();
              try {
                if (!over) {
                  body.run();
                }
              } catch (Turn.Ended _) {
                // its process is gone
              } catch (Throwable e) {
                fail(e);
              }
              alive.remove(turn);
              passOn();
            });
    turn.belongsTo(thread);
    alive.add(turn);
    thread.start();
    wake(turn, turn.ticket());
  }

  /** Ends the wait of a thread, whatever it waits for. */
  public void wake(Turn turn) {
    wake(turn, turn.ticket());
  }

  /** Ends a wait, where it is still that one. */
  void wake(Turn turn, long ticket) {
    dues.add(new Due(now, order++, null, turn, ticket));
  }

  /** The thread that has the turn waits so long. */
  public void pause(long nanos) {
    Turn me = current;
    requireAlive(me);
    dues.add(new Due(now + nanos, order++, null, me, me.ticket()));
    block(me);
  }

  /** The thread that has the turn waits for a signal; returns whether it was given in time. */
  public boolean await(Signal signal, long nanos) {
    Turn me = current;
    requireAlive(me);
    if (!signal.isGiven()) {
      signal.add(me);
      dues.add(new Due(now + nanos, order++, null, me, me.ticket()));
      block(me);
    }
    return signal.isGiven();
  }

  /**
   * The watcher lets the world run.
   *
   * @throws IllegalStateException where the simulation itself failed
   */
  public void run(long nanos) {
    pause(nanos);
    Throwable failure = broken;
    if (failure != null) {
      throw new IllegalStateException("the simulation failed: " + failure, failure);
    }
  }

  /** Ends the wait of the watcher. */
  public void finish() {
    wake(watcher, watcher.ticket());
  }

  /** Ends all threads; called by the watcher. */
  public void close() {
    over = true;
    while (!alive.isEmpty()) {
      Turn turn = alive.iterator().next();
      current = turn;
      turn.begun();
      turn.give();
      watcher.await();
    }
    current = watcher;
  }

  private void requireAlive(Turn me) {
    if (over && me != watcher) {
      throw new Turn.Ended();
    }
    me.throwWhereEnded();
  }

  private void block(Turn me) {
    Turn next = next();
    if (next != me) {
      current = next;
      next.give();
      me.await();
    }
    current = me;
    requireAlive(me);
  }

  /** Called by a thread at its end. */
  private void passOn() {
    Turn next = over ? watcher : next();
    current = next;
    next.give();
  }

  /** Whose turn it is; runs what is due before. */
  private Turn next() {
    while (true) {
      Due due = dues.remove();
      Runnable effect = due.effect();
      Turn turn = due.turn();
      if (effect != null) {
        now = due.nanos();
        happen(effect);
      } else if (turn != null && isMeant(due, turn) && !deferred(due, turn)) {
        now = due.nanos();
        turn.begun();
        return turn;
      }
    }
  }

  /** Whether its thread still is in that wait. */
  private boolean isMeant(Due due, Turn turn) {
    return turn.ticket() == due.ticket() && (alive.contains(turn) || turn.equals(watcher));
  }

  /** Where its process stands still, the turn comes when it goes on. */
  private boolean deferred(Due due, Turn turn) {
    long thaw = turn.thaw();
    if (thaw <= due.nanos() || turn.hasEnded()) {
      return false;
    }
    dues.add(new Due(thaw, order++, null, turn, due.ticket()));
    return true;
  }

  private void happen(Runnable effect) {
    try {
      effect.run();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    broken = e;
    dues.clear();
    finish();
  }
}
