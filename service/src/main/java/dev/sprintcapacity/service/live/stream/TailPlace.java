package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.Snapshot;

/**
 * How far the tail has come.
 *
 * @param log which log; see {@link StreamCursor#nameOf}
 * @param cursor everything it stands for was given to the clients
 */
record TailPlace(String log, LogCursor cursor) {

  /** What was given; only the places that the tail hands out have come to the end of a backlog. */
  Snapshot snapshot() {
    return switch (cursor) {
      case LogCursor.CaughtUp(Snapshot read) -> read;
      case LogCursor.Draining draining -> draining.published();
    };
  }
}
