package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Faults that other products had in the open, each as a history in which their algorithm, written
 * here, loses, stalls or swaps events and snapshot difference does not. Each is named after the
 * report.
 */
class PeerTrapsTest {

  @RegisterExtension final LogServer server = new LogServer();

  private final List<LogWriter> writers = new ArrayList<>();
  private LogSession session;
  private LogCursor cursor = LogCursor.start();
  private Connection peers;

  @BeforeEach
  void open() throws SQLException {
    session = new LogSession(server.database());
    session.open();
    peers = server.connect();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    peers.close();
    for (LogWriter each : writers) {
      each.close();
    }
  }

  @Test
  void marten_4953_a_mark_that_gives_up_on_a_gap_passes_the_numbers_of_a_living_writer()
      throws SQLException {
    LogWriter slow = writer().append("slow");
    LogWriter busy = writer();
    StaleMark peer = new StaleMark();
    int ours = 0;
    int theirs = 0;
    for (int i = 0; i < 10; i++) {
      busy.appendBulk(i * 100L + 1, i * 100L + 100).commit();
      ours += readAll().size();
      theirs += peer.poll();
    }
    assertThat(ours).isEqualTo(10_000);
    assertThat(theirs).isEqualTo(10_000);

    slow.commit();

    assertThat(readAll()).extracting(StoredEvent::sprintId).containsExactly("slow");
    assertThat(peer.poll()).as("the peer's algorithm loses it").isZero();
  }

  @Test
  void marten_5108_idle_sessions_freeze_a_mark_that_waits_for_every_holder_of_a_fence()
      throws SQLException {
    for (int i = 0; i < 60; i++) {
      LogWriter idle = writer();
      idle.takeXid();
      idle.execute("select pg_advisory_xact_lock_shared(4953)");
    }
    LogWriter busy = writer();
    FencedMark peer = new FencedMark();
    // sixty connections may take longer than a session of the relay may be silent
    session.open();
    for (int i = 0; i < 20; i++) {
      busy.append("busy").commit();

      assertThat(readAll()).hasSize(1);
      assertThat(peer.poll()).as("the peer's algorithm waits").isZero();
    }
  }

  @Test
  void namastack_195_the_time_of_transactions_that_overlap_swaps_events_of_one_key()
      throws SQLException {
    try (PreparedStatement add =
        peers.prepareStatement(
            "alter table event add column created_at timestamptz default now()")) {
      add.execute();
    }
    LogWriter first = writer();
    first.takeXid();
    writer().append("a").commit();
    first.append("a").commit();

    assertThat(readAll()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    assertThat(numbers("select sequence from event order by created_at"))
        .as("the peer's order")
        .containsExactly(2L, 1L);
  }

  @Test
  void spring_modulith_926_nodes_that_send_again_what_is_incomplete_at_their_start_repeat_it()
      throws SQLException {
    try (PreparedStatement create =
        peers.prepareStatement("create table completion (position bigint primary key)")) {
      create.execute();
    }
    int nodes = 3;
    int restarts = 10;
    LogWriter busy = writer();
    List<Long> ours = new ArrayList<>();
    List<Long> theirs = new ArrayList<>();
    for (int i = 0; i < restarts; i++) {
      busy.append("busy").commit();
      ours.addAll(sentByTheOneThatLeads(nodes));
      theirs.addAll(sentByAllThatFindItIncomplete(nodes));
    }

    assertThat(ours).hasSize(restarts).doesNotHaveDuplicates();
    assertThat(theirs).as("the peer's algorithm repeats").hasSize(nodes * restarts);
  }

  /** Positions that nodes publish which are all started at once; the leader's are remembered. */
  private List<Long> sentByTheOneThatLeads(int nodes) {
    List<LogSession> started =
        Stream.generate(() -> new LogSession(server.database())).limit(nodes).toList();
    try {
      started.forEach(LogSession::open);
      List<LogSession> leaders = started.stream().filter(each -> each.tryLead("nodes")).toList();
      assertThat(leaders).hasSize(1);
      EventBatch batch = leaders.getFirst().log().read(cursor, ReadLimits.DEFAULT);
      cursor = batch.next();
      return batch.events().stream().map(StoredEvent::position).toList();
    } finally {
      started.forEach(LogSession::close);
    }
  }

  /**
   * The same where each node sends what has no mark when it starts, and marks it when it is sent.
   */
  private List<Long> sentByAllThatFindItIncomplete(int nodes) throws SQLException {
    List<Long> sent = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      sent.addAll(
          numbers(
              "select position from event where position not in (select position from completion)"));
    }
    try (PreparedStatement mark =
        peers.prepareStatement(
            "insert into completion select ? where not exists (select from completion where position = ?)")) {
      for (Long position : sent) {
        mark.setLong(1, position);
        mark.setLong(2, position);
        mark.execute();
      }
    }
    return sent;
  }

  private List<StoredEvent> readAll() {
    List<StoredEvent> all = new ArrayList<>();
    EventBatch batch;
    do {
      batch = session.log().read(cursor, ReadLimits.DEFAULT);
      cursor = batch.next();
      all.addAll(batch.events());
    } while (!batch.isEmpty() || batch.hasMore());
    return all;
  }

  private LogWriter writer() throws SQLException {
    LogWriter writer = new LogWriter(server.connect());
    writers.add(writer);
    return writer;
  }

  private List<Long> numbers(String sql) throws SQLException {
    try (PreparedStatement select = peers.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      List<Long> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
      return found;
    }
  }

  private long number(String sql) throws SQLException {
    return numbers(sql).getFirst();
  }

  /**
   * All up to a mark; the mark waits at a gap, and after three looks goes on to the last number.
   */
  private final class StaleMark {
    private static final int STALE = 3;
    private long mark;
    private int looks;

    int poll() throws SQLException {
      long contiguous =
          mark
              + number(
                  """
                  select count(*) from (
                      select position - row_number() over (order by position) as shift
                      from event where position > %d) as numbered
                  where shift = %d
                  """
                      .formatted(mark, mark));
      looks = contiguous > mark ? 0 : looks + 1;
      long next =
          looks < STALE
              ? contiguous
              : number(
                  "select pg_sequence_last_value(pg_get_serial_sequence('event', 'position'))");
      long found =
          number(
              "select count(*) from event where position > %d and position <= %d"
                  .formatted(mark, next));
      mark = next;
      return (int) found;
    }
  }

  /** All up to a mark; the mark moves only while no session holds the fence that writers share. */
  private final class FencedMark {
    private long mark;

    long poll() throws SQLException {
      if (number("select count(*) from pg_locks where locktype = 'advisory' and objid = 4953")
          > 0) {
        return 0;
      }
      long before = mark;
      mark = number("select coalesce(max(position), 0) from event");
      return mark - before;
    }
  }
}
