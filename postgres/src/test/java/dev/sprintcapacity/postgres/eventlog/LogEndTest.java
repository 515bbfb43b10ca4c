package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers that begin at the end of the log, and those that read up to where another one stands. */
class LogEndTest {

  private static final ReadLimits TWO = new ReadLimits(2, 1_000_000);

  @RegisterExtension final LogServer server = new LogServer();

  private final List<LogWriter> writers = new ArrayList<>();
  private LogSession session;

  @BeforeEach
  void open() {
    session = new LogSession(server.database(), "sprintcap-test");
    session.open();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    for (LogWriter each : writers) {
      each.close();
    }
  }

  @Test
  void an_empty_log_ends_where_every_log_starts() {
    assertThat(session.end().snapshot()).isEqualTo(Snapshot.NOTHING);
  }

  @Test
  void what_was_committed_is_before_the_end_and_what_is_open_behind_it() throws SQLException {
    LogWriter open = writer().append("late");
    writer().append("a").append("b").commit();

    Snapshot end = session.end().snapshot();
    open.commit();
    writer().append("c").commit();

    assertThat(drain(new LogCursor.CaughtUp(end), null)).containsExactly("late1", "c1");
  }

  @Test
  void a_reader_gets_exactly_what_stands_between_its_cursor_and_the_snapshot() throws SQLException {
    writer().append("a").commit();
    Snapshot mine = session.end().snapshot();
    LogWriter open = writer().append("late");
    writer().append("a").append("b").append("c").append("d").commit();
    Snapshot theirs = session.end().snapshot();
    open.commit();
    writer().append("e").commit();

    assertThat(drain(new LogCursor.CaughtUp(mine), theirs)).containsExactly("a2", "b1", "c1", "d1");
    assertThat(drain(new LogCursor.CaughtUp(theirs), null)).containsExactly("late1", "e1");
  }

  @Test
  void a_reader_in_the_middle_of_a_batch_gets_its_rest_first() throws SQLException {
    writer().append("a").append("b").append("c").commit();
    Snapshot until = session.end().snapshot();
    EventBatch first = session.log().upTo(LogCursor.start(), until, TWO);
    writer().append("d").commit();
    Snapshot end = session.end().snapshot();

    assertThat(first.events()).extracting(StoredEvent::sprintId).containsExactly("a", "b");
    assertThat(drain(first.next(), end)).containsExactly("c1", "d1");
  }

  @Test
  void where_nothing_stands_between_the_reader_is_there_at_once() throws SQLException {
    writer().append("a").commit();
    Snapshot end = session.end().snapshot();

    EventBatch nothing = session.log().upTo(new LogCursor.CaughtUp(end), end, TWO);

    assertThat(nothing.events()).isEmpty();
    assertThat(nothing.next()).isEqualTo(new LogCursor.CaughtUp(end));
  }

  private LogWriter writer() throws SQLException {
    LogWriter writer = new LogWriter(server.connect());
    writers.add(writer);
    return writer;
  }

  /** Everything up to a snapshot, page by page; up to now where it is null. */
  private List<String> drain(LogCursor from, @Nullable Snapshot end) {
    List<String> events = new ArrayList<>();
    LogCursor cursor = from;
    while (true) {
      EventBatch batch =
          end == null ? session.log().read(cursor, TWO) : session.log().upTo(cursor, end, TWO);
      batch.events().forEach(event -> events.add(event.sprintId() + event.sequence()));
      boolean there = batch.isEmpty() && !batch.hasMore();
      if (there && (end == null || batch.next().equals(new LogCursor.CaughtUp(end)))) {
        return events;
      }
      cursor = batch.next();
    }
  }
}
