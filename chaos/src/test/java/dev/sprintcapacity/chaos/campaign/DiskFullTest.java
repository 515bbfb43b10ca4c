package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sprintcapacity.chaos.disk.SmallDisk;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.stage.Stage;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the database, or of the broker, is full for a while. */
class DiskFullTest {
  /** PostgreSQL keeps up to its max_wal_size; the broker reserves 10 MB for each index. */
  private static final int MEGABYTES = 400;

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int UNAVAILABLE = 503;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private @Nullable SmallDisk disk;

  @BeforeEach
  void looksForTheRight() {
    assumeThat(SmallDisk.isPermitted()).as("the right to mount a file system").isTrue();
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void a_full_disk_of_the_database_is_answered_with_503_and_heals_by_itself() {
    SmallDisk full = SmallDisk.on(folder.resolve("postgres"), MEGABYTES);
    disk = full;
    try (Stage stage = stage()) {
      awaitUnavailable(stage, full);
      full.empty();

      Duration healed = awaitWrites(stage);
      stage.say("writes were acknowledged again after " + healed);
      assertClean(stage);
    }
  }

  @Test
  void a_full_disk_of_the_broker_delays_events_and_no_request() {
    SmallDisk full = SmallDisk.on(folder.resolve("kafka"), MEGABYTES);
    disk = full;
    try (Stage stage = stage()) {
      full.fill();
      Await.until("the broker is away", LIMIT, () -> !stage.brokers().areReady(), stage::describe);
      stage.awaitAcknowledged(stage.writes().acknowledged(), 200);
      Instant emptied = Instant.now();
      full.empty();

      stage.awaitPublishedAfter(emptied);
      assertThat(answers(stage, UNAVAILABLE)).as("answers with 503").isZero();
      assertClean(stage);
    }
  }

  private Stage stage() {
    Stage stage =
        Stage.start(
            new StagePlan(
                folder,
                2,
                10,
                false,
                new LoadShape(8, true, Duration.ofMillis(10)),
                new SecureRandom().nextInt(Integer.MAX_VALUE),
                System.out::println));
    stage.load().start();
    stage.awaitAcknowledged(0, 50);
    stage.awaitPublishedAfter(Instant.EPOCH);
    return stage;
  }

  private static long answers(Stage stage, int status) {
    return stage.load().answers().count(status);
  }

  /** The server gives space back of its own, and takes it again. */
  private static void awaitUnavailable(Stage stage, SmallDisk disk) {
    Await.until(
        "requests are answered with 503",
        LIMIT,
        () -> {
          disk.fill();
          return answers(stage, UNAVAILABLE) > 10;
        },
        stage::describe);
  }

  private static Duration awaitWrites(Stage stage) {
    long before = stage.writes().acknowledged();
    return Await.until(
        "writes are acknowledged",
        LIMIT,
        () -> stage.writes().acknowledged() >= before + 20,
        stage::describe);
  }

  private static void assertClean(Stage stage) {
    Judgement judgement = Judgement.of(stage);
    assertThat(judgement.clean()).as(judgement.last().line()).isTrue();
    assertThat(Oddities.of(stage).internalErrors()).as("answers with status 500").isZero();
  }
}
