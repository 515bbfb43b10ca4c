package dev.sprintcapacity.service.live.stream;

import dev.sprintcapacity.postgres.eventlog.BrokenEventLogException;
import dev.sprintcapacity.postgres.eventlog.EventBatch;
import dev.sprintcapacity.postgres.eventlog.EventLogUnavailableException;
import dev.sprintcapacity.postgres.eventlog.LogDatabase;
import dev.sprintcapacity.postgres.eventlog.LogSession;
import dev.sprintcapacity.postgres.eventlog.ReadLimits;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads behind the log with a session of its own, for the tail's one thread. */
final class TailReader implements AutoCloseable {

  /** Small pages: a client that keeps up takes one before the next is there. */
  static final ReadLimits PAGE = new ReadLimits(500, 1024 * 1024);

  /** What operators see in pg_stat_activity. */
  static final String APPLICATION = "sprintcap-live";

  private static final Logger log = LoggerFactory.getLogger(TailReader.class);

  /** Events of other instances wait for it; ten small queries a second. */
  private static final Duration POLL = Duration.ofMillis(100);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
  private static final Duration LAST_BACK_OFF = Duration.ofSeconds(2);

  private final LogSession session;
  private final LogTail tail;
  private Duration backOff = Duration.ZERO;

  TailReader(LogDatabase database, LogTail tail) {
    this.session = new LogSession(database, APPLICATION);
    this.tail = tail;
  }

  /** Reads once; returns how long to wait before the next time. */
  Duration runOnce() {
    try {
      if (!session.isOpen()) {
        connect();
      }
      TailRead read = tail.begin();
      EventBatch batch = session.log().read(read.from().cursor(), PAGE);
      tail.completed(read, batch, StreamFrame.of(batch, read.from().log()));
      return batch.hasMore() ? Duration.ZERO : POLL;
    } catch (EventLogUnavailableException e) {
      session.close();
      if (backOff.isZero()) {
        log.warn("Live updates wait for the event log: {}", e.getMessage());
      }
    } catch (BrokenEventLogException e) {
      session.close();
      tail.broken();
      log.error("Live updates stop, for the event log is broken", e);
    }
    backOff = longer(backOff);
    return backOff;
  }

  private void connect() {
    session.open();
    String name = StreamCursor.nameOf(session.log().identity());
    Snapshot end = session.end().snapshot();
    tail.connected(name, end);
    if (!backOff.isZero()) {
      log.info("Live updates go on");
      backOff = Duration.ZERO;
    }
  }

  private static Duration longer(Duration last) {
    Duration next = last.isZero() ? FIRST_BACK_OFF : last.multipliedBy(2);
    return next.compareTo(LAST_BACK_OFF) > 0 ? LAST_BACK_OFF : next;
  }

  @Override
  public void close() {
    session.close();
  }
}
