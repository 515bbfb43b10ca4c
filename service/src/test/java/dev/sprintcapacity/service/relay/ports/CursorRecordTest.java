package dev.sprintcapacity.service.relay.ports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sprintcapacity.postgres.eventlog.LogCursor;
import dev.sprintcapacity.postgres.eventlog.LogIdentity;
import dev.sprintcapacity.postgres.eventlog.PublishedBatch;
import dev.sprintcapacity.postgres.eventlog.Snapshot;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorRecordTest {

  private static final UUID LOG = UUID.fromString("0192f0c1-2a3b-7c4d-8e5f-60718293a4b5");
  private static final Snapshot SINCE = Snapshot.parse("700:700:");
  private static final Snapshot UNTIL = Snapshot.parse("740:760:740,755");
  private static final PublishedBatch BATCH = new PublishedBatch(SINCE, UNTIL, 12, 40, 5, "ab12");

  @Test
  void the_stored_form_is_fixed() {
    CursorRecord record =
        new CursorRecord(
            new LogIdentity(LOG, 16384, OptionalLong.of(7711567509252403718L), 1),
            new LogCursor.CaughtUp(UNTIL),
            BATCH,
            1_234);

    assertThat(new String(record.toJson(), UTF_8))
        .isEqualTo(
            "{\"format\":1,"
                + "\"log\":{\"id\":\"0192f0c1-2a3b-7c4d-8e5f-60718293a4b5\",\"database_oid\":16384,"
                + "\"timeline\":1,\"system_identifier\":7711567509252403718},"
                + "\"cursor\":{\"published\":\"740:760:740,755\"},"
                + "\"last_batch\":{\"since\":\"700:700:\",\"until\":\"740:760:740,755\","
                + "\"first_position\":12,\"last_position\":40,\"event_count\":5,\"digest\":\"ab12\"},"
                + "\"published_events\":1234}");
  }

  @Test
  void it_survives_being_stored_whether_caught_up_or_draining_with_or_without_a_system() {
    LogIdentity known = new LogIdentity(LOG, 16384, OptionalLong.of(-3), 2);
    LogIdentity unknown = new LogIdentity(LOG, 5, OptionalLong.empty(), 1);
    CursorRecord caughtUp =
        new CursorRecord(known, new LogCursor.CaughtUp(UNTIL), BATCH, Long.MAX_VALUE);
    CursorRecord draining =
        new CursorRecord(unknown, new LogCursor.Draining(SINCE, UNTIL, 40), BATCH, 1);

    assertThat(CursorRecord.fromJson(caughtUp.toJson())).isEqualTo(caughtUp);
    assertThat(CursorRecord.fromJson(draining.toJson())).isEqualTo(draining);
  }

  @Test
  void in_a_backlog_that_published_late_events_last_it_knows_how_far_that_was() {
    LogIdentity log = new LogIdentity(LOG, 5, OptionalLong.empty(), 1);

    assertThat(record(log, new LogCursor.Draining(SINCE, UNTIL, 900)).highestPosition())
        .isEqualTo(900);
    assertThat(record(log, new LogCursor.CaughtUp(UNTIL)).highestPosition()).isEqualTo(40);
  }

  private static CursorRecord record(LogIdentity log, LogCursor cursor) {
    return new CursorRecord(log, cursor, BATCH, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"format\":1}",
        "{\"format\":\"1\"}",
        "{\"format\":1,\"log\":{},\"cursor\":{},\"last_batch\":{},\"published_events\":1}"
      })
  void anything_else_is_refused(String json) {
    assertThatExceptionOfType(UnreadableCursorException.class)
        .isThrownBy(() -> CursorRecord.fromJson(json.getBytes(UTF_8)))
        .withMessageContaining("cursor");
  }
}
