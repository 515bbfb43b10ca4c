package dev.sprintcapacity.consumer.internal.dispatch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Who is the leader. The leader may run a short handler itself; should that one turn out long, a
 * stand-by takes the lease over and polls on, and the thread that was the leader has become the
 * worker of one lane. So no handler, whatever it does, keeps the consumer from polling.
 *
 * <p>One word says it all: the term, and whether its leader is inside a handler. Only then can the
 * lease be taken over, so everything of the leader's is whole at that moment.
 */
public final class PollLease {
  private static final long INSIDE = 1;

  /** Twice the term, plus {@link #INSIDE}. */
  private final AtomicLong state = new AtomicLong();

  /** How many handlers leaders ran; written by the leader alone. */
  private final AtomicLong handlers = new AtomicLong();

  /**
   * What a stand-by saw.
   *
   * @param state the term, and whether the leader was inside a handler
   * @param handlers how many handlers leaders had begun
   */
  public record Glance(long state, long handlers) {
    /** Whether the leader was inside the same handler both times. */
    public boolean sameHandlerAs(Glance other) {
      return (state & INSIDE) == INSIDE && equals(other);
    }
  }

  /** The leader goes into a handler; returns what {@link #leave} needs. */
  long enter() {
    long term = state.getPlain();
    handlers.setOpaque(handlers.getPlain() + 1);
    state.setRelease(term + INSIDE);
    return term;
  }

  /**
   * The thread that went in comes out.
   *
   * @return whether it still is the leader; where it is not, nothing of the leader's is its own
   */
  boolean leave(long term) {
    return state.compareAndSet(term + INSIDE, term);
  }

  /** Looks at the leader; any thread may. */
  public Glance glance() {
    return new Glance(state.getAcquire(), handlers.getOpaque());
  }

  /**
   * Takes the lease over if the leader is inside a handler.
   *
   * @return whether the caller is the leader now
   */
  public boolean takeOver() {
    long now = state.get();
    return (now & INSIDE) == INSIDE && state.compareAndSet(now, now + INSIDE);
  }
}
