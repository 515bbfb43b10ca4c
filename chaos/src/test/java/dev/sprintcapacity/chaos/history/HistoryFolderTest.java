package dev.sprintcapacity.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.checker.ClientWrite;
import dev.sprintcapacity.chaos.checker.ConsumedRecord;
import dev.sprintcapacity.chaos.checker.Contents;
import dev.sprintcapacity.chaos.checker.Digest;
import dev.sprintcapacity.chaos.checker.FindingKind;
import dev.sprintcapacity.chaos.checker.LoggedEvent;
import dev.sprintcapacity.chaos.checker.Outcome;
import dev.sprintcapacity.chaos.checker.RecordHeaders;
import dev.sprintcapacity.chaos.checker.Verdict;
import dev.sprintcapacity.events.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFolderTest {
  private static final Instant TIME = Instant.parse("2026-01-05T09:00:00.000001Z");

  @TempDir Path folder;

  @Test
  void writes_rows_and_records_survive_the_way_through_a_file() {
    var write =
        new ClientWrite(
            7,
            null,
            Set.of(EventType.SPRINT_CREATED, EventType.TEAM_MEMBER_ADDED),
            Outcome.UNKNOWN,
            -5,
            9);
    var bare =
        new ConsumedRecord(
            "sprint.lifecycle",
            3,
            9,
            TIME,
            null,
            new RecordHeaders(null, null, null, null, null),
            new Contents(new Digest(-1, 2), null, null, null, Contents.NO_MARK));

    assertThat(HistoryLines.write(HistoryLines.of(write))).isEqualTo(write);
    assertThat(HistoryLines.row(HistoryLines.of(row(3)))).isEqualTo(row(3));
    assertThat(HistoryLines.record(HistoryLines.of(record(4)))).isEqualTo(record(4));
    assertThat(HistoryLines.record(HistoryLines.of(bare))).isEqualTo(bare);
  }

  @Test
  void a_line_cut_short_is_refused() {
    String line = HistoryLines.of(row(1));

    assertThatThrownBy(() -> HistoryLines.row(line.substring(0, line.lastIndexOf('\t'))))
        .isInstanceOf(ChaosException.class)
        .hasMessageContaining("11 fields and not 12");
  }

  @Test
  void files_are_judged_with_writes_in_any_order_and_open_ones_as_unknown() throws IOException {
    var history = new HistoryFolder(folder);
    try (var log = new WriteLog(history)) {
      WriteLog.Open creation = log.begin(null, Set.of(EventType.SPRINT_CREATED));
      WriteLog.Open update = log.begin("sprint-1", Set.of(EventType.SPRINT_UPDATED));
      log.begin("sprint-1", Set.of(EventType.SPRINT_DELETED));
      update.finish(Outcome.REFUSED);
      creation.created("sprint-1");
      assertThat(log.acknowledged()).isEqualTo(1);
      assertThat(log.refused()).isEqualTo(1);
    }
    Files.write(history.rows(), List.of(HistoryLines.of(row(1))));
    Files.write(history.records(), List.of(HistoryLines.of(record(1))));
    Files.write(history.liveRecords(), List.of());

    Verdict whole = history.check(history.records());
    Verdict live = history.check(history.liveRecords());

    assertThat(whole.examples()).isEmpty();
    assertThat(whole.tally().unknown()).isEqualTo(1);
    assertThat(live.counts()).containsOnlyKeys(FindingKind.LOST);
  }

  private static LoggedEvent row(long sequence) {
    return new LoggedEvent(
        sequence,
        "sprint-1",
        sequence,
        new UUID(1, sequence),
        "sprint.created",
        "sprint.lifecycle",
        TIME,
        contents());
  }

  private static ConsumedRecord record(long sequence) {
    return new ConsumedRecord(
        "sprint.lifecycle",
        0,
        sequence * 2,
        TIME,
        "sprint-1",
        new RecordHeaders(new UUID(1, sequence), sequence, "sprint.created", "sprint-1", TIME),
        contents());
  }

  private static Contents contents() {
    return new Contents(new Digest(1, -2), "sprint.created", "sprint-1", TIME, 0);
  }
}
