package dev.sprintcapacity.postgres.eventlog;

import java.util.Objects;

/**
 * How far the event log has been published. Closed: a reader is either up with the log or working
 * through a backlog, and whoever stores a cursor must store both.
 */
public sealed interface LogCursor {

  /** Where every log starts. */
  static LogCursor start() {
    return new CaughtUp(Snapshot.NOTHING);
  }

  /**
   * The highest transaction id this cursor relies on plus one: a database that has not come that
   * far is not the one the cursor was made from.
   */
  long xmax();

  /**
   * All events seen by a snapshot are published, no others.
   *
   * @param published the snapshot
   */
  record CaughtUp(Snapshot published) implements LogCursor {
    public CaughtUp {
      Objects.requireNonNull(published, "published");
    }

    @Override
    public long xmax() {
      return published.xmax();
    }
  }

  /**
   * A backlog between two snapshots is being published in order of position.
   *
   * @param published all events seen by this snapshot are published
   * @param until the end of the backlog
   * @param position of the events between the snapshots, those up to this position are published
   */
  record Draining(Snapshot published, Snapshot until, long position) implements LogCursor {
    public Draining {
      Objects.requireNonNull(published, "published");
      Objects.requireNonNull(until, "until");
      if (until.xmax() < published.xmax()) {
        throw new BrokenEventLogException(
            "cursor: backlog ends at %s, before its start %s".formatted(until, published));
      }
      if (position < 0) {
        throw new BrokenEventLogException("cursor: position is %d, below 0".formatted(position));
      }
    }

    @Override
    public long xmax() {
      return until.xmax();
    }
  }
}
