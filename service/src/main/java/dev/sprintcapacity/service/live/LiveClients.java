package dev.sprintcapacity.service.live;

import dev.sprintcapacity.service.http.problem.Problem;
import dev.sprintcapacity.service.http.problem.ProblemCode;
import dev.sprintcapacity.service.http.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts who has live updates, and lets no more in than the settings say. Thread-safe. */
public final class LiveClients {

  /** Clients come and go; a place is mostly free again soon. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /** How a client is connected. */
  public enum Kind {
    /** Channels of the dashboard. */
    WEBSOCKET,
    /** The event stream. */
    SSE
  }

  private final int most;
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private final AtomicInteger all = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private volatile boolean closed;

  /** So many at once. */
  public LiveClients(int most) {
    this.most = most;
  }

  /**
   * Takes a place, to be given back once.
   *
   * @throws ProblemException {@link ProblemCode#TOO_MANY_LIVE_CLIENTS} where none is free, or this
   *     instance stops
   */
  public Place enter(Kind kind) {
    if (closed) {
      throw refusal("This instance is stopping. Connect again shortly.");
    }
    if (all.incrementAndGet() > most) {
      all.decrementAndGet();
      throw refusal(
          "%d clients have live updates, the most that SPRINTCAP_LIVE_CLIENTS allows. Try again later, or another instance."
              .formatted(most));
    }
    return new Place(kind);
  }

  /** Lets nobody in any more. */
  public void close() {
    closed = true;
  }

  /** Clients of a kind now. */
  public int count(Kind kind) {
    return counter(kind).get();
  }

  /** Clients refused so far because there was no place. */
  public long refused() {
    return refused.sum();
  }

  private ProblemException refusal(String detail) {
    refused.increment();
    return new ProblemException(
        Problem.of(ProblemCode.TOO_MANY_LIVE_CLIENTS, detail).retryAfter(RETRY_AFTER));
  }

  private AtomicInteger counter(Kind kind) {
    return switch (kind) {
      case WEBSOCKET -> sockets;
      case SSE -> streams;
    };
  }

  /** The place of one client. */
  public final class Place implements AutoCloseable {

    private final Kind kind;
    private final AtomicBoolean given = new AtomicBoolean(true);

    private Place(Kind kind) {
      this.kind = kind;
      counter(kind).incrementAndGet();
    }

    /** Gives it back; once more does no harm. */
    @Override
    public void close() {
      if (given.getAndSet(false)) {
        counter(kind).decrementAndGet();
        all.decrementAndGet();
      }
    }
  }
}
