package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sprintcapacity.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash of the server does to transaction ids, and why a cursor stops at its events. */
class EventLogCrashTest {

  @TempDir Path folder;

  @Test
  void an_event_whose_transaction_id_was_given_before_to_a_lost_transaction_is_read()
      throws SQLException {
    try (EmbeddedPostgres server = startedWithLog()) {
      keepEndOfLogInMemory(server);
      LogCursor cursor;
      Snapshot whole;
      long lostXid;
      try (LogSession session = session(server);
          LogWriter writer = new LogWriter(connect(server));
          LogWriter unlucky = new LogWriter(connect(server))) {
        unlucky.commit();
        writer.append("a").commit();
        lostXid = unlucky.takeXid();
        unlucky.rollback();
        whole = snapshot(server);
        cursor = session.log().read(LogCursor.start(), ReadLimits.DEFAULT).next();
      }

      killAndAwaitRestart(server);

      try (LogSession session = session(server);
          LogWriter writer = new LogWriter(connect(server))) {
        long againXid = writer.takeXid();
        writer.append("a").commit();

        assertThat(againXid).as("PostgreSQL gave the id again").isEqualTo(lostXid);
        assertThat(session.log().read(cursor, ReadLimits.DEFAULT).events())
            .extracting(StoredEvent::sequence)
            .containsExactly(2L);
        assertThat(session.log().read(new LogCursor.CaughtUp(whole), ReadLimits.DEFAULT).events())
            .as("a cursor that keeps the whole snapshot loses it")
            .isEmpty();
      }
    }
  }

  @Test
  void committed_events_survive_a_crash_and_are_read_once() throws SQLException {
    try (EmbeddedPostgres server = startedWithLog()) {
      LogCursor cursor;
      try (LogSession session = session(server);
          LogWriter open = new LogWriter(connect(server));
          LogWriter writer = new LogWriter(connect(server))) {
        open.append("lost with the crash");
        writer.append("a").commit();
        cursor = session.log().read(LogCursor.start(), ReadLimits.DEFAULT).next();
        writer.append("a").commit();

        killAndAwaitRestart(server);
      }

      try (LogSession session = session(server)) {
        assertThat(session.log().read(cursor, ReadLimits.DEFAULT).events())
            .extracting(event -> event.sprintId() + event.sequence())
            .containsExactly("a2");
      }
    }
  }

  @Test
  void marten_3865_numbers_that_jump_with_a_crash_stop_a_reader_that_waits_for_gaps()
      throws SQLException {
    try (EmbeddedPostgres server = startedWithLog()) {
      LogCursor cursor;
      try (LogSession session = session(server);
          LogWriter writer = new LogWriter(connect(server))) {
        writer.append("a").append("a").append("a").commit();
        cursor = session.log().read(LogCursor.start(), ReadLimits.DEFAULT).next();

        killAndAwaitRestart(server);
      }

      try (LogSession session = session(server);
          LogWriter writer = new LogWriter(connect(server))) {
        writer.append("a").commit();
        List<StoredEvent> events = session.log().read(cursor, ReadLimits.DEFAULT).events();

        assertThat(events).extracting(StoredEvent::sequence).containsExactly(4L);
        assertThat(events.getFirst().position())
            .as("the peer's algorithm waits for number 4")
            .isGreaterThan(4);
      }
    }
  }

  @Test
  void synchronous_commit_off_shows_events_that_a_crash_erases_and_that_is_noticed()
      throws SQLException {
    try (EmbeddedPostgres server = startedWithLog()) {
      keepEndOfLogInMemory(server);
      execute(server, "alter table event disable trigger event_durable_commit");
      PublishedBatch published;
      try (LogSession session = session(server);
          LogWriter writer = new LogWriter(connect(server))) {
        writer.execute("set synchronous_commit = off");
        writer.append("a").commit();
        EventBatch batch = session.log().read(LogCursor.start(), ReadLimits.DEFAULT);
        assertThat(batch.events()).as("what a relay would publish").hasSize(1);
        published = batch.mark();

        killAndAwaitRestart(server);
      }

      try (LogSession session = session(server)) {
        assertThat(session.log().read(LogCursor.start(), ReadLimits.DEFAULT).events())
            .as("the crash erased it")
            .isEmpty();
        assertThat(session.log().holds(published)).isFalse();
        assertThat(session.guards().condition().breaches())
            .singleElement()
            .asString()
            .contains("trigger event_durable_commit on table event is disabled");
      }
    }
  }

  private EmbeddedPostgres startedWithLog() throws SQLException {
    EmbeddedPostgres server = new EmbeddedPostgres(folder, 0);
    server.start();
    try {
      execute(server, LogServer.migration());
      return server;
    } catch (SQLException e) {
      server.close();
      throw e;
    }
  }

  /** The end of the write-ahead log stays in memory until a commit forces it out. */
  private static void keepEndOfLogInMemory(EmbeddedPostgres server) throws SQLException {
    execute(server, "alter system set wal_writer_delay = '10s'");
    execute(server, "alter system set wal_writer_flush_after = '1GB'");
    execute(server, "select pg_reload_conf()");
  }

  private static void killAndAwaitRestart(EmbeddedPostgres server) {
    long killed = server.pid();
    assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> {
          try (Connection connection = connect(server)) {
            return server.pid() != killed && connection.isValid(1);
          }
        });
  }

  private static LogSession session(EmbeddedPostgres server) {
    LogSession session =
        new LogSession(new LogDatabase(server.jdbcUrl(), server.user(), server.password()));
    session.open();
    return session;
  }

  private static Snapshot snapshot(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_snapshot()::text")) {
      row.next();
      return Snapshot.parse(row.getString(1));
    }
  }

  private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl());
  }
}
