package dev.sprintcapacity.chaos.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.consumer.checker.Disturbance;
import dev.sprintcapacity.chaos.consumer.checker.Ending;
import dev.sprintcapacity.chaos.consumer.checker.Handling;
import dev.sprintcapacity.consumer.HandlerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlingFilesTest {
  private static final String PROCESS = "member-1-4711";

  @TempDir Path folder;

  @Test
  void what_a_process_wrote_down_is_read_again_and_what_it_had_begun_was_cut() {
    try (var log = new HandlingLog(folder, PROCESS)) {
      long first = log.began(context("sprint-7", 3, 41, 1));
      long second = log.began(context("sprint-8", 1, 42, 2));
      log.ended(first, Ending.SKIPPED);
      log.committed("sprint.lifecycle", 5);
      log.stalled(10, 20);
      assertThat(second).isNotEqualTo(first);
    }

    HandlingFiles files = HandlingFiles.read(folder);

    assertThat(files.handlings()).hasSize(2).allSatisfy(HandlingFilesTest::isOfTheProcess);
    Handling ended = files.handlings().getFirst();
    assertThat(ended.event().sprintId()).isEqualTo("sprint-7");
    assertThat(ended.event().sequence()).isEqualTo(3);
    assertThat(ended.place()).isEqualTo(new Handling.RecordPlace("sprint.lifecycle", 5, 41));
    assertThat(ended.ending()).isEqualTo(Ending.SKIPPED);
    assertThat(ended.endedNanos()).isGreaterThanOrEqualTo(ended.beganNanos());
    Handling cut = files.handlings().getLast();
    assertThat(cut.attempt()).isEqualTo(2);
    assertThat(cut.ending()).isEqualTo(Ending.CUT);
    assertThat(files.commits())
        .singleElement()
        .satisfies(commit -> assertThat(commit.partition()).isEqualTo(5));
    assertThat(files.stalls())
        .containsExactly(new Disturbance(PROCESS, Disturbance.Kind.STALLED, 10, 20));
  }

  @Test
  void half_a_line_at_the_end_is_what_a_kill_left_and_counts_as_not_written() throws IOException {
    try (var log = new HandlingLog(folder, PROCESS)) {
      log.ended(log.began(context("sprint-7", 3, 41, 1)), Ending.DONE);
    }
    Path file = folder.resolve("handlings-" + PROCESS + ".tsv");
    Files.writeString(file, "B\t1\t99", StandardOpenOption.APPEND);

    assertThat(HandlingFiles.read(folder).handlings())
        .singleElement()
        .satisfies(handling -> assertThat(handling.ending()).isEqualTo(Ending.DONE));
  }

  private static void isOfTheProcess(Handling handling) {
    assertThat(handling.member()).isEqualTo(PROCESS);
    assertThat(handling.event().id()).isEqualTo(new UUID(1, 2));
  }

  private static HandlerContext context(String sprint, long sequence, long offset, int attempt) {
    return new HandlerContext(
        "group",
        "sprint.lifecycle",
        5,
        offset,
        Instant.EPOCH,
        sprint,
        new RecordHeaders(),
        new UUID(1, 2),
        sequence,
        attempt,
        false);
  }
}
