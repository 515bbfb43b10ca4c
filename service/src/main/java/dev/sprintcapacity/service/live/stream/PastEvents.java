package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.EventLogUnavailableException;
import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads what clients have missed. All of them share few sessions with the database, each for a page
 * at a time: a client that is slow to take its page holds none. Thread-safe.
 */
final class PastEvents implements AutoCloseable {

  /** Two pages at once are as much as the database should do for those who come late. */
  private static final int SESSIONS = 2;

  /** Thousands of clients that come at once after a restart have had their turn within this. */
  private static final Duration WAIT = Duration.ofSeconds(30);

  /** The server ends a session that was silent for longer than {@link LogSession#IDLE_LIMIT}. */
  private static final Duration FRESH = LogSession.IDLE_LIMIT.dividedBy(2);

  private final BlockingQueue<Lane> free = new ArrayBlockingQueue<>(SESSIONS);

  PastEvents(LogDatabase database) {
    for (int i = 0; i < SESSIONS; i++) {
      free.add(new Lane(new LogSession(database, TailReader.APPLICATION), 0));
    }
  }

  private record Lane(LogSession session, long usedAtNanos) {

    boolean isFresh() {
      return session.isOpen() && System.nanoTime() - usedAtNanos < FRESH.toNanos();
    }

    Lane used() {
      return new Lane(session, System.nanoTime());
    }
  }

  /**
   * The next page between a cursor and a snapshot.
   *
   * @throws EventLogUnavailableException where the database fails
   * @throws StreamUnavailableException where too many others wait for the same
   */
  EventBatch page(LogCursor cursor, Snapshot end) {
    Lane lane = take();
    try {
      if (!lane.isFresh()) {
        lane.session().open();
      }
      return lane.session().log().upTo(cursor, end, TailReader.PAGE);
    } catch (EventLogUnavailableException e) {
      lane.session().close();
      throw e;
    } finally {
      free.add(lane.used());
    }
  }

  private Lane take() {
    try {
      Lane lane = free.poll(WAIT.toNanos(), TimeUnit.NANOSECONDS);
      if (lane != null) {
        return lane;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StreamUnavailableException("too many clients read what they have missed; come again");
  }

  /** Ends the sessions that nobody uses now. */
  @Override
  public void close() {
    for (Lane lane = free.poll(); lane != null; lane = free.poll()) {
      lane.session().close();
    }
  }
}
