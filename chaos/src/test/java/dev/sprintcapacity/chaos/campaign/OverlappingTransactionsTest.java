package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.load.IdleSessions;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.load.OverlappingWriters;
import dev.sprintcapacity.chaos.load.StoreTransaction;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Stage;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Transactions as no API makes them, beside the load of four instances. */
class OverlappingTransactionsTest {
  private static final int INSTANCES = 4;
  private static final int POOL_SIZE = 4;
  private static final int IDLE_SESSIONS = 60;
  private static final Duration OPEN = Duration.ofSeconds(10);

  /** Writes committed while the slow writer is open. */
  private static final long THOUSANDS = 3_000;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void overlaps_rollbacks_idle_sessions_and_a_slow_writer_lose_repeat_and_delay_nothing() {
    long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
    StagePlan plan =
        new StagePlan(
            folder,
            INSTANCES,
            POOL_SIZE,
            false,
            new LoadShape(12, true, Duration.ofMillis(5)),
            seed,
            System.out::println);
    try (Stage stage = Stage.start(plan);
        IdleSessions idle = IdleSessions.open(stage.postgres().jdbcUrl(), IDLE_SESSIONS);
        OverlappingWriters writers =
            new OverlappingWriters(stage.postgres().jdbcUrl(), stage.writes(), 4, seed)) {
      stage.load().start();
      writers.start();
      stage.awaitPublishedAfter(Instant.EPOCH);

      try (StoreTransaction slow =
          StoreTransaction.begin(stage.postgres().jdbcUrl(), stage.writes())) {
        var sprint = slow.create();
        slow.revise(sprint);
        long before = stage.writes().acknowledged();
        Await.pause(OPEN);
        Await.until(
            "thousands of writes are committed beside the slow writer",
            LIMIT,
            () -> stage.writes().acknowledged() >= before + THOUSANDS,
            stage::describe);
        assertPublished(stage);
        slow.commit();
      }
      assertPublished(stage);
      assertThat(idle.open()).as("sessions idle in a transaction all the time").isEqualTo(60);
      writers.stop();
      stage.say(
          "writers: %d committed, %d rolled back, %d failed"
              .formatted(writers.committed(), writers.rolledBack(), writers.failed()));

      Judgement judgement = Judgement.of(stage);
      assertThat(judgement.clean()).as(judgement.last().line()).isTrue();
      assertThat(writers.committed()).isGreaterThan(50);
      assertThat(writers.rolledBack()).isGreaterThan(10);
    }
  }

  /** Whatever is committed by now is published soon, whoever else is open. */
  private static void assertPublished(Stage stage) {
    long rows = stage.table().count();
    Duration took =
        Await.until(
            "%d events are published".formatted(rows),
            LIMIT,
            () -> stage.reader().count() >= rows,
            stage::describe);
    stage.say("%d events are published %d ms later".formatted(rows, took.toMillis()));
  }
}
