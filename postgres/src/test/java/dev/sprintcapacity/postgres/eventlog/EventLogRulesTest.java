package dev.sprintcapacity.postgres.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody may do to the log, and what is noticed where somebody did. */
class EventLogRulesTest {

  @RegisterExtension final LogServer server = new LogServer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update event set sequence = sequence + 1",
        "delete from event",
        "delete from event where false",
        "truncate event",
        "set session_replication_role = replica; delete from event"
      })
  void events_are_never_changed_nor_removed(String change) throws SQLException {
    try (LogWriter writer = new LogWriter(server.connect())) {
      writer.append("a").commit();

      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> writer.execute(change))
          .withMessageContaining("append-only");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "local", "remote_write"})
  void events_are_refused_where_a_commit_is_visible_before_it_is_durable(String setting)
      throws SQLException {
    try (LogWriter writer = new LogWriter(server.connect())) {
      writer.execute("set synchronous_commit = " + setting);

      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> writer.append("a"))
          .withMessageContaining("synchronous_commit is \"" + setting + "\"");
    }
  }

  @Test
  void a_sequence_number_is_given_once_per_sprint() throws SQLException {
    try (LogWriter writer = new LogWriter(server.connect())) {
      writer.append("a").commit();
      writer.execute("update writer_sprint set last_sequence = 0");

      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> writer.append("a"))
          .withMessageContaining("event_sprint_sequence_key");
    }
  }

  @Test
  void a_batch_out_of_order_is_never_handed_on() {
    assertThatNoException()
        .isThrownBy(() -> batch(event(1, "a", 4), event(2, "b", 1), event(5, "a", 5)));
    assertThatExceptionOfType(BrokenEventLogException.class)
        .isThrownBy(() -> batch(event(1, "a", 5), event(2, "a", 4)))
        .withMessageContaining("follows sequence 5");
    assertThatExceptionOfType(BrokenEventLogException.class)
        .isThrownBy(() -> batch(event(1, "a", 4), event(2, "a", 6)))
        .withMessageContaining("follows sequence 4");
    assertThatExceptionOfType(BrokenEventLogException.class)
        .isThrownBy(() -> batch(event(2, "a", 4), event(1, "b", 6)))
        .withMessageContaining("position 1");
  }

  @Test
  void a_published_batch_is_recognised_and_its_loss_noticed() throws SQLException {
    try (LogSession session = new LogSession(server.database());
        LogWriter open = new LogWriter(server.connect());
        LogWriter writer = new LogWriter(server.connect())) {
      session.open();
      open.append("open");
      writer.append("a").append("a").append("b").commit();
      EventBatch batch = session.log().read(LogCursor.start(), ReadLimits.DEFAULT);
      open.commit();
      writer.append("a").commit();
      PublishedBatch mark = batch.mark();

      assertThat(mark.eventCount()).isEqualTo(3);
      assertThat(session.log().holds(mark)).isTrue();
      removeLastOf("b");
      assertThat(session.log().holds(mark)).isFalse();
    }
  }

  @Test
  void each_page_of_a_backlog_is_recognised() throws SQLException {
    try (LogSession session = new LogSession(server.database());
        LogWriter writer = new LogWriter(server.connect())) {
      session.open();
      for (int i = 0; i < 10; i++) {
        writer.append("a").commit();
      }
      List<PublishedBatch> marks = new ArrayList<>();
      LogCursor cursor = LogCursor.start();
      do {
        EventBatch batch = session.log().read(cursor, new ReadLimits(4, 1_000));
        if (!batch.isEmpty()) {
          marks.add(batch.mark());
        }
        cursor = batch.next();
      } while (cursor instanceof LogCursor.Draining);

      assertThat(marks).extracting(PublishedBatch::eventCount).containsExactly(4, 4, 2);
      assertThat(marks).allMatch(session.log()::holds);
    }
  }

  /** What a restore from an older backup does. */
  private void removeLastOf(String sprintId) throws SQLException {
    try (Connection owner = server.connect();
        Statement statement = owner.createStatement()) {
      statement.execute("alter table event disable trigger event_append_only");
      assertThat(statement.executeUpdate("delete from event where sprint_id = '" + sprintId + "'"))
          .isOne();
    }
  }

  private static EventBatch batch(StoredEvent... events) {
    return new EventBatch(
        Snapshot.NOTHING, Snapshot.NOTHING, Arrays.asList(events), LogCursor.start());
  }

  private static StoredEvent event(long position, String sprintId, long sequence) {
    return new StoredEvent(
        position,
        sprintId,
        sequence,
        new UUID(0, position),
        "t",
        "topic",
        Instant.EPOCH,
        null,
        new byte[0]);
  }
}
