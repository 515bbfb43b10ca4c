package dev.sprintcapacity.chaos.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.consumer.checker.ConsumerHistory.Commit;
import dev.sprintcapacity.chaos.consumer.checker.Disturbance;
import dev.sprintcapacity.chaos.consumer.checker.Ending;
import dev.sprintcapacity.chaos.consumer.checker.EventMark;
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

class HandlingLogTest {
  private static final String PROCESS = "member-1-77";
  private static final UUID ID = UUID.fromString("5671bf08-4113-54e5-e52e-47f50d2dbe59");

  @TempDir Path folder;

  @Test
  void what_a_process_wrote_is_there_before_it_closes_anything() {
    long before = System.nanoTime();
    try (HandlingLog log = new HandlingLog(folder, PROCESS)) {
      long first = log.began(context(1, 4));
      log.ended(first, Ending.FAILED);
      log.began(context(2, 4));
      log.committed("sprint.lifecycle", 3);
      log.stalled(5, 9);

      HandlingFiles files = HandlingFiles.read(folder);

      long after = System.nanoTime();
      assertThat(files.handlings())
          .extracting(Handling::member, Handling::attempt, Handling::ending, Handling::event)
          .containsExactly(
              tuple(PROCESS, 1, Ending.FAILED, mark()), tuple(PROCESS, 2, Ending.CUT, mark()));
      Handling failed = files.handlings().getFirst();
      assertThat(failed.partition()).isEqualTo(3);
      assertThat(failed.offset()).isEqualTo(9);
      assertThat(failed.beganNanos()).isBetween(before, failed.endedNanos());
      assertThat(failed.endedNanos()).isBetween(before, after);
      assertThat(files.handlings().getLast().endedNanos()).isEqualTo(Long.MAX_VALUE);
      assertThat(files.commits())
          .extracting(Commit::member, Commit::topic, Commit::partition)
          .containsExactly(tuple(PROCESS, "sprint.lifecycle", 3));
      assertThat(files.stalls())
          .containsExactly(new Disturbance(PROCESS, Disturbance.Kind.STALLED, 5, 9));
    }
  }

  @Test
  void a_line_that_a_kill_cut_short_counts_as_not_written() throws IOException {
    try (HandlingLog log = new HandlingLog(folder, PROCESS)) {
      log.began(context(1, 4));
    }
    append("E\t0\t12");

    assertThat(HandlingFiles.read(folder).handlings())
        .extracting(Handling::ending)
        .containsExactly(Ending.CUT);
  }

  @Test
  void an_end_without_a_begin_is_refused_and_not_judged() throws IOException {
    try (HandlingLog log = new HandlingLog(folder, PROCESS)) {
      log.began(context(1, 4));
    }
    append("E\t5\t12\tDONE\n");

    assertThatThrownBy(() -> HandlingFiles.read(folder))
        .isInstanceOf(ChaosException.class)
        .hasMessage(PROCESS + " ended call 5, which never began");
  }

  private void append(String text) throws IOException {
    Files.writeString(
        folder.resolve(HandlingLog.FILE_PREFIX + PROCESS + HandlingLog.FILE_SUFFIX),
        text,
        StandardOpenOption.APPEND);
  }

  private static EventMark mark() {
    return new EventMark(ID, "sprint.lifecycle", "sprint-7", 4);
  }

  private static HandlerContext context(int attempt, long sequence) {
    return new HandlerContext(
        MemberMain.GROUP,
        "sprint.lifecycle",
        3,
        9,
        Instant.EPOCH,
        "sprint-7",
        new RecordHeaders(),
        ID,
        sequence,
        attempt,
        false);
  }
}
