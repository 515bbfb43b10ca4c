package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A poll costs what is new, never what is old, whatever the statistics say. */
class EventLogPlanTest {

  private static final int HISTORY = 100_000;

  /** Blocks of 8 kB that an idle poll may touch; the table of this test has thousands. */
  private static final long FEW_BLOCKS = 60;

  private static final String BLOCKS =
      """
      select coalesce(heap_blks_read, 0) + coalesce(heap_blks_hit, 0)
           + coalesce(idx_blks_read, 0) + coalesce(idx_blks_hit, 0) as blocks
      from pg_statio_user_tables
      where relname = 'event'
      """;

  @RegisterExtension final LogServer server = new LogServer();

  @Test
  void a_poll_over_a_long_history_touches_a_few_blocks_even_with_an_old_writer_open()
      throws SQLException {
    try (LogWriter old = new LogWriter(server.connect());
        LogWriter writer = new LogWriter(server.connect());
        LogSession session = new LogSession(server.database());
        Connection statistics = server.connect()) {
      old.append("old");
      writer.execute("alter table event set (autovacuum_enabled = off)");
      writer.appendBulk(1, HISTORY / 10).commit();
      session.open();
      Reading history = drain(session, LogCursor.start(), ReadLimits.DEFAULT);
      assertThat(history.events()).isEqualTo(HISTORY);
      LogCursor cursor = history.cursor();
      report(writer);
      long before = settledBlocks(session, statistics);
      for (int i = 0; i < 10; i++) {
        EventBatch idle = session.log().read(cursor, ReadLimits.DEFAULT);
        assertThat(idle.isEmpty()).isTrue();
        cursor = idle.next();
      }

      assertThat(settledBlocks(session, statistics) - before)
          .as("blocks of ten idle polls")
          .isBetween(1L, 10 * FEW_BLOCKS);

      writer.appendBulk(HISTORY / 10 + 1, HISTORY / 10 + 10).commit();
      report(writer);
      before = settledBlocks(session, statistics);
      assertThat(drain(session, cursor, new ReadLimits(20, 100_000)).events()).isEqualTo(100);

      assertThat(settledBlocks(session, statistics) - before)
          .as("blocks of a small backlog read in pages")
          .isBetween(1L, 10 * FEW_BLOCKS);
    }
  }

  /** Makes a writer's own blocks known at once, so that they do not count as the reader's later. */
  private static void report(LogWriter writer) throws SQLException {
    writer.execute("select pg_stat_force_next_flush()");
    writer.commit();
  }

  private record Reading(int events, LogCursor cursor) {}

  private static Reading drain(LogSession session, LogCursor start, ReadLimits limits) {
    int events = 0;
    LogCursor cursor = start;
    do {
      EventBatch batch = session.log().read(cursor, limits);
      events += batch.events().size();
      cursor = batch.next();
    } while (cursor instanceof LogCursor.Draining);
    return new Reading(events, cursor);
  }

  /** The blocks read so far, once the session of the log has reported them. */
  private static long settledBlocks(LogSession session, Connection statistics) throws SQLException {
    try (PreparedStatement flush =
        session.connection().prepareStatement("select pg_stat_force_next_flush()")) {
      flush.execute();
    }
    try (PreparedStatement select = statistics.prepareStatement(BLOCKS);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong("blocks");
    }
  }
}
