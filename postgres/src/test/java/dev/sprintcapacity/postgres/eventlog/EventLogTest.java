package dev.sprintcapacity.postgres.eventlog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What snapshot difference sees, and what the other ways to read such a table lose. */
class EventLogTest {

  @RegisterExtension final LogServer server = new LogServer();

  private final List<LogWriter> writers = new ArrayList<>();
  private final List<LogSession> sessions = new ArrayList<>();
  private Reader reader;

  @BeforeEach
  void open() {
    reader = reader(ReadLimits.DEFAULT);
  }

  @AfterEach
  void close() throws SQLException {
    sessions.forEach(LogSession::close);
    for (LogWriter each : writers) {
      each.close();
    }
  }

  @Test
  void an_empty_log_has_nothing_to_publish() {
    assertThat(reader.poll()).isEmpty();
    assertThat(reader.cursor).isEqualTo(LogCursor.start());
  }

  @Test
  void an_event_is_read_once_and_whole() throws SQLException {
    writer().append("a", 300).commit();

    List<StoredEvent> events = reader.poll();

    assertThat(events).hasSize(1);
    StoredEvent event = events.getFirst();
    assertThat(event.sprintId()).isEqualTo("a");
    assertThat(event.sequence()).isEqualTo(1);
    assertThat(event.type()).isEqualTo("sprint.updated");
    assertThat(event.topic()).isEqualTo("sprint.lifecycle");
    assertThat(event.traceparent()).isNull();
    assertThat(event.value()).isEqualTo(new byte[300]);
    assertThat(reader.poll()).isEmpty();
  }

  @Test
  void a_transaction_that_commits_late_is_not_lost_as_it_is_to_a_number_cursor()
      throws SQLException {
    NumberCursor peer = new NumberCursor();
    LogWriter slow = writer().append("slow");
    writer().append("fast").commit();

    assertThat(reader.poll()).extracting(StoredEvent::sprintId).containsExactly("fast");
    assertThat(peer.poll()).hasSize(1);
    slow.commit();

    assertThat(reader.poll()).extracting(StoredEvent::sprintId).containsExactly("slow");
    assertThat(peer.poll()).as("the peer's algorithm loses it").isEmpty();
  }

  @Test
  void an_open_transaction_stalls_nobody_as_it_does_an_xmin_filter() throws SQLException {
    XminFilter peer = new XminFilter();
    LogWriter open = writer().append("open");
    writer().append("other").commit();

    assertThat(reader.poll()).extracting(StoredEvent::sprintId).containsExactly("other");
    assertThat(peer.poll()).as("the peer's algorithm waits").isEmpty();
    open.commit();

    assertThat(reader.poll()).extracting(StoredEvent::sprintId).containsExactly("open");
  }

  @Test
  void events_of_a_sprint_keep_their_order_where_the_order_of_xids_is_another()
      throws SQLException {
    LogWriter early = writer();
    long earlyXid = early.takeXid();
    LogWriter late = writer();
    late.append("a");
    long lateXid = late.takeXid();
    late.commit();
    early.append("a").commit();

    assertThat(earlyXid).isLessThan(lateXid);
    assertThat(reader.poll()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    assertThat(sequencesOrderedByXid()).as("the peer's order").containsExactly(2L, 1L);
  }

  @Test
  void rolled_back_events_are_never_read_whether_whole_or_to_a_savepoint() throws SQLException {
    writer().append("gone").rollback();
    LogWriter partly = writer().append("kept");
    Savepoint savepoint = partly.savepoint();
    partly.append("gone");
    partly.rollback(savepoint);
    partly.savepoint();
    partly.append("kept").commit();

    assertThat(reader.poll())
        .extracting(event -> event.sprintId() + event.sequence())
        .containsExactly("kept1", "kept2");
    assertThat(reader.poll()).isEmpty();
  }

  @Test
  void an_event_written_in_a_savepoint_is_found_when_its_transaction_commits() throws SQLException {
    LogWriter nested = writer().append("nested");
    nested.savepoint();
    nested.append("nested");
    writer().append("other").commit();
    assertThat(reader.poll()).hasSize(1);

    nested.commit();

    assertThat(reader.poll()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
  }

  @Test
  void a_writer_open_while_thousands_commit_loses_nothing_and_stalls_nothing() throws SQLException {
    LogWriter open = writer().append("open");
    LogWriter busy = writer();
    int read = 0;
    for (int i = 1; i <= 3_000; i++) {
      busy.append("busy-" + i % 7).commit();
      if (i % 100 == 0) {
        read += reader.poll().size();
        assertThat(read).isEqualTo(i);
      }
    }
    open.append("open").commit();

    assertThat(reader.poll()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
  }

  @Test
  void a_backlog_is_paged_and_what_commits_meanwhile_follows() throws SQLException {
    Reader paging = reader(new ReadLimits(10, 1_000_000));
    LogWriter open = writer().append("open");
    LogWriter busy = writer();
    for (int i = 0; i < 25; i++) {
      busy.append("busy").commit();
    }

    assertThat(paging.poll()).hasSize(10);
    assertThat(paging.cursor).isInstanceOf(LogCursor.Draining.class);
    open.commit();
    busy.append("busy").commit();
    assertThat(paging.poll()).hasSize(10);
    assertThat(paging.poll())
        .extracting(StoredEvent::sequence)
        .containsExactly(21L, 22L, 23L, 24L, 25L);
    assertThat(paging.poll()).isEmpty();
    assertThat(paging.cursor).isInstanceOf(LogCursor.CaughtUp.class);
    assertThat(paging.poll())
        .extracting(event -> event.sprintId() + event.sequence())
        .containsExactly("open1", "busy26");
    assertThat(paging.poll()).isEmpty();
  }

  @Test
  void a_backlog_that_starts_below_what_was_published_is_read_from_its_start() throws SQLException {
    Reader paging = reader(new ReadLimits(4, 1_000_000));
    LogWriter open = writer().append("open");
    writer().append("other").commit();
    assertThat(paging.poll()).hasSize(1);
    for (int i = 0; i < 6; i++) {
      open.append("open");
    }
    open.commit();

    assertThat(paging.poll()).extracting(StoredEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(paging.poll()).extracting(StoredEvent::sequence).containsExactly(5L, 6L, 7L);
  }

  @Test
  void memory_is_bounded_by_bytes_and_an_event_larger_than_the_bound_still_passes()
      throws SQLException {
    Reader paging = reader(new ReadLimits(100, 1_000));
    LogWriter writer = writer().append("a", 600).append("a", 5_000).append("a", 100);
    writer.append("a", 800).append("a", 300).append("a", 600).commit();

    assertThat(paging.poll()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    assertThat(paging.poll()).extracting(StoredEvent::sequence).containsExactly(3L, 4L, 5L);
    assertThat(paging.poll()).extracting(StoredEvent::sequence).containsExactly(6L);
    assertThat(paging.poll()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 50, 5_000})
  void under_concurrent_writers_everything_is_read_once_and_in_order(int limit)
      throws SQLException, InterruptedException, ExecutionException, TimeoutException {
    int writerCount = 6;
    Reader concurrent = reader(new ReadLimits(limit, 1_000_000));
    List<StoredEvent> read = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(writerCount)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writerCount; i++) {
        running.add(pool.submit(randomWrites(writer(), new Random(limit * 31L + i))));
      }
      while (!running.stream().allMatch(Future::isDone)) {
        read.addAll(concurrent.poll());
      }
      for (Future<?> each : running) {
        each.get(1, SECONDS);
      }
    }
    LogCursor before;
    List<StoredEvent> more;
    do {
      // the end of a backlog is not that of the log: events came behind it meanwhile
      before = concurrent.cursor;
      more = concurrent.poll();
      read.addAll(more);
    } while (!more.isEmpty() || before instanceof LogCursor.Draining);

    assertThat(read).hasSize(committedEvents());
    Map<String, Long> last = new HashMap<>();
    assertThat(read)
        .allSatisfy(event ->
            assertThat(event.sequence())
                .as("after %s of %s", last.get(event.sprintId()), event)
                .isEqualTo(next(last, event)));
  }

  private static long next(Map<String, Long> last, StoredEvent event) {
    return last.merge(event.sprintId(), 1L, Long::sum);
  }

  private static Callable<Void> randomWrites(LogWriter writer, Random random) {
    return () -> {
      for (int i = 0; i < 150; i++) {
        if (random.nextInt(3) == 0) {
          writer.takeXid();
        }
        // sprints in ascending order, so that writers never deadlock
        int first = random.nextInt(4);
        for (int sprint = first; sprint <= first + random.nextInt(3); sprint++) {
          writer.append("sprint-" + sprint);
        }
        if (random.nextInt(20) == 0) {
          writer.rollback();
        } else {
          writer.commit();
        }
      }
      return null;
    };
  }

  private int committedEvents() throws SQLException {
    try (Connection connection = server.connect();
        PreparedStatement count = connection.prepareStatement("select count(*) as n from event");
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getInt("n");
    }
  }

  private List<Long> sequencesOrderedByXid() throws SQLException {
    try (Connection connection = server.connect();
        PreparedStatement select =
            connection.prepareStatement("select sequence from event order by xid, position");
        ResultSet rows = select.executeQuery()) {
      List<Long> sequences = new ArrayList<>();
      while (rows.next()) {
        sequences.add(rows.getLong("sequence"));
      }
      return sequences;
    }
  }

  private LogWriter writer() throws SQLException {
    LogWriter writer = new LogWriter(server.connect());
    writers.add(writer);
    return writer;
  }

  private Reader reader(ReadLimits limits) {
    LogSession session = new LogSession(server.database());
    session.open();
    sessions.add(session);
    return new Reader(session, limits);
  }

  /** Polls like the relay: each poll goes on from the last one's cursor. */
  private static final class Reader {
    private final LogSession session;
    private final ReadLimits limits;
    private LogCursor cursor = LogCursor.start();

    Reader(LogSession session, ReadLimits limits) {
      this.session = session;
      this.limits = limits;
    }

    List<StoredEvent> poll() {
      EventBatch batch = session.log().read(cursor, limits);
      cursor = batch.next();
      return batch.events();
    }
  }

  /** The peers' {@code id > last}. */
  private final class NumberCursor {
    private long last;

    List<Long> poll() throws SQLException {
      return numbers("select position from event where position > ? order by position");
    }

    private List<Long> numbers(String sql) throws SQLException {
      try (Connection connection = server.connect();
          PreparedStatement select = connection.prepareStatement(sql)) {
        select.setLong(1, last);
        List<Long> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            last = rows.getLong("position");
            found.add(last);
          }
        }
        return found;
      }
    }
  }

  /** The peers' {@code xid < xmin}. */
  private final class XminFilter {
    List<Long> poll() throws SQLException {
      try (Connection connection = server.connect();
          PreparedStatement select =
              connection.prepareStatement(
                  "select position from event"
                      + " where xid < pg_snapshot_xmin(pg_current_snapshot())");
          ResultSet rows = select.executeQuery()) {
        List<Long> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getLong("position"));
        }
        return found;
      }
    }
  }
}
