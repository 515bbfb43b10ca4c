package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backlog that one connection began and another one goes on with. */
class ResumedBacklogTest {

  private static final ReadLimits TWO = new ReadLimits(2, 1_000_000);

  @RegisterExtension final LogServer server = new LogServer();

  private final List<LogWriter> writers = new ArrayList<>();
  private LogSession session;

  @BeforeEach
  void open() {
    session = new LogSession(server.database());
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
  void it_goes_on_where_it_was() throws SQLException {
    writer().append("a").append("a").append("b").commit();
    EventBatch first = session.log().read(LogCursor.start(), TWO);

    EventBatch resumed = session.log().resume(first.next(), TWO);

    assertThat(resumed.events()).isEmpty();
    assertThat(drain(resumed.next())).containsExactly("b1");
  }

  @Test
  void what_it_has_overtaken_comes_first_and_is_known_to_be_published() throws SQLException {
    LogWriter late = writer().append("late");
    writer().append("a").append("a").append("b").commit();
    EventBatch first = session.log().read(LogCursor.start(), TWO);
    late.commit();

    EventBatch resumed = session.log().resume(first.next(), TWO);

    assertThat(first.events()).extracting(StoredEvent::sprintId).containsExactly("a", "a");
    assertThat(resumed.events()).extracting(StoredEvent::sprintId).containsExactly("late");
    assertThat(session.log().holds(resumed.mark())).isTrue();
    assertThat(session.log().resume(resumed.next(), TWO).events()).isEmpty();
    assertThat(drain(resumed.next())).containsExactly("b1");
  }

  @Test
  void ids_that_a_restored_database_gives_again_hide_no_event() throws SQLException {
    writer().append("a").append("a").append("b").commit();
    LogCursor.Draining left =
        (LogCursor.Draining) session.log().read(LogCursor.start(), TWO).next();
    // as the cursor speaks of transactions that the backup does not hold
    Snapshot lost = new Snapshot(left.until().xmax() + 100, left.until().inProgress());
    LogCursor cursor = new LogCursor.Draining(left.published(), lost, left.position());
    LogWriter open = writer().append("again");
    assertThat(lost.sees(open.takeXid())).isTrue();

    LogCursor next = session.log().resume(cursor, TWO).next();
    EventBatch page = session.log().read(next, TWO);
    EventBatch end = session.log().read(page.next(), TWO);
    open.commit();

    assertThat(page.events()).extracting(StoredEvent::sprintId).containsExactly("b");
    assertThat(end.events()).isEmpty();
    assertThat(drain(end.next())).containsExactly("again1");
  }

  @Test
  void more_than_the_limits_allow_follows_the_backlog() throws SQLException {
    LogWriter late = writer().append("late").append("late").append("late");
    writer().append("a").append("a").append("b").commit();
    EventBatch first = session.log().read(LogCursor.start(), TWO);
    late.commit();

    EventBatch resumed = session.log().resume(first.next(), TWO);

    assertThat(resumed.events()).isEmpty();
    assertThat(resumed.next()).isEqualTo(first.next());
    assertThat(drain(resumed.next())).containsExactly("b1", "late1", "late2", "late3");
  }

  @Test
  void a_cursor_without_a_backlog_is_gone_on_with_as_it_is() throws SQLException {
    writer().append("a").commit();
    LogCursor cursor = session.log().read(LogCursor.start(), TWO).next();

    assertThat(session.log().resume(cursor, TWO).events()).isEmpty();
    assertThat(session.log().resume(cursor, TWO).next()).isEqualTo(cursor);
  }

  private List<String> drain(LogCursor from) {
    List<String> events = new ArrayList<>();
    LogCursor cursor = from;
    while (true) {
      EventBatch batch = session.log().read(cursor, TWO);
      batch.events().forEach(each -> events.add(each.sprintId() + each.sequence()));
      if (batch.isEmpty() && cursor instanceof LogCursor.CaughtUp) {
        return events;
      }
      cursor = batch.next();
    }
  }

  private LogWriter writer() throws SQLException {
    LogWriter writer = new LogWriter(server.connect());
    writers.add(writer);
    return writer;
  }
}
