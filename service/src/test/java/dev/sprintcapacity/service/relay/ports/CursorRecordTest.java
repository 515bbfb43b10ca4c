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
            1_234,
            77);

    assertThat(new String(record.toJson(), UTF_8))
        .isEqualTo(
            "{\"format\":1,"
                + "\"log\":{\"id\":\"0192f0c1-2a3b-7c4d-8e5f-60718293a4b5\",\"database_oid\":16384,"
                + "\"timeline\":1,\"system_identifier\":7711567509252403718},"
                + "\"cursor\":{\"published\":\"740:760:740,755\"},"
                + "\"last_batch\":{\"since\":\"700:700:\",\"until\":\"740:760:740,755\","
                + "\"first_position\":12,\"last_position\":40,\"event_count\":5,\"digest\":\"ab12\"},"
                + "\"published_events\":1234,\"highest_position\":77}");
  }

  @Test
  void it_survives_being_stored_whether_caught_up_or_draining_with_or_without_a_system() {
    LogIdentity known = new LogIdentity(LOG, 16384, OptionalLong.of(-3), 2);
    LogIdentity unknown = new LogIdentity(LOG, 5, OptionalLong.empty(), 1);
    CursorRecord caughtUp =
        new CursorRecord(known, new LogCursor.CaughtUp(UNTIL), BATCH, Long.MAX_VALUE, 40);
    CursorRecord draining =
        new CursorRecord(unknown, new LogCursor.Draining(SINCE, UNTIL, 40), BATCH, 1, 4_000);

    assertThat(CursorRecord.fromJson(caughtUp.toJson())).isEqualTo(caughtUp);
    assertThat(CursorRecord.fromJson(draining.toJson())).isEqualTo(draining);
  }

  @Test
  void one_that_does_not_say_how_far_it_is_is_as_far_as_its_cursor_or_its_last_batch() {
    LogIdentity log = new LogIdentity(LOG, 5, OptionalLong.empty(), 1);
    LogCursor draining = new LogCursor.Draining(SINCE, UNTIL, 900);

    assertThat(ofTheFirstVersions(log, draining).highestPosition()).isEqualTo(900);
    assertThat(ofTheFirstVersions(log, new LogCursor.CaughtUp(UNTIL)).highestPosition())
        .isEqualTo(40);
  }

  private static CursorRecord ofTheFirstVersions(LogIdentity log, LogCursor cursor) {
    String json = new String(new CursorRecord(log, cursor, BATCH, 1, 5_000).toJson(), UTF_8);
    assertThat(json).contains(",\"highest_position\":5000");
    return CursorRecord.fromJson(json.replace(",\"highest_position\":5000", "").getBytes(UTF_8));
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
