package dev.sprintcapacity.postgres.eventlog;

import java.util.List;
import java.util.Objects;

/**
 * The rows of the event log, as one session sees them: what {@link LogReader} asks for. Open: SQL
 * answers it in production, a simulated table in simulations. Each answer is of one moment, its
 * snapshot included. Used by one thread at a time.
 */
public interface LogRows {

  /**
   * All rows whose transactions a snapshot does not see, where they are within the limits.
   *
   * @param published rows seen by it are left out
   * @param limits the most to answer
   * @throws EventLogUnavailableException where the session failed
   */
  Difference difference(Snapshot published, ReadLimits limits);

  /**
   * The ends of what a snapshot does not see.
   *
   * @param published rows seen by it are left out
   * @throws EventLogUnavailableException where the session failed
   */
  Backlog backlog(Snapshot published);

  /**
   * The next rows of a backlog, ascending by position; the first of them even where it is larger
   * than the limit.
   *
   * @param backlog between which snapshots, and behind which position
   * @param limits the most to answer
   * @throws EventLogUnavailableException where the session failed
   */
  List<StoredEvent> page(LogCursor.Draining backlog, ReadLimits limits);

  /**
   * Rows up to the position that a backlog has come to which its end does not see: those of
   * transactions that were in progress when it began. Ascending by position.
   *
   * @param backlog how far it was published
   * @param limits the most to answer
   * @return with the highest id of a transaction of any row
   * @throws EventLogUnavailableException where the session failed
   */
  Difference overtaken(LogCursor.Draining backlog, ReadLimits limits);

  /** What a snapshot does not see. Closed: it is within the limits or it is not. */
  sealed interface Difference {

    /**
     * All of it.
     *
     * @param current the moment of the answer
     * @param events ascending by position
     * @param lastXid the highest id of the transactions asked for; 0 where there are none
     */
    record Whole(Snapshot current, List<StoredEvent> events, long lastXid) implements Difference {
      public Whole {
        Objects.requireNonNull(current, "current");
        events = List.copyOf(events);
      }
    }

    /** It is more than the limits allow. */
    record TooMuch() implements Difference {}
  }

  /**
   * The ends of a backlog.
   *
   * @param current the moment of the answer
   * @param lastXid the highest id of a transaction of any row
   * @param firstPosition the lowest position in the backlog
   */
  record Backlog(Snapshot current, long lastXid, long firstPosition) {
    public Backlog {
      Objects.requireNonNull(current, "current");
    }
  }
}
