package dev.sprintcapacity.chaos.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sprintcapacity.chaos.ChaosException;
import dev.sprintcapacity.chaos.process.Await;
import dev.sprintcapacity.chaos.process.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Child child;
  private Supervisor supervisor;

  /** Says that it is there, and ends at once where its argument says so. */
  static final class Idler {
    private static final int FAILED = 3;

    private Idler() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("here");
      if (arguments[0].equals("end")) {
        System.exit(FAILED);
      }
      if (new CountDownLatch(1).await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        System.out.println("never");
      }
    }
  }

  private void start(String argument) {
    child =
        new Child(
            new JavaCommand(
                "idler",
                Idler.class.getName(),
                JavaCommand.SMALL_JVM,
                List.of(argument),
                Map.of(),
                folder));
    supervisor = new Supervisor(List.of(child));
    supervisor.start();
  }

  @BeforeEach
  void nothing() {
    start("stay");
    awaitRuns(1);
  }

  @AfterEach
  void end() {
    supervisor.close();
    child.close();
  }

  @Test
  void a_killed_child_is_started_again_and_its_end_was_asked_for() {
    child.kill();

    awaitRuns(2);
    assertThat(supervisor.unaskedEnds()).isZero();
  }

  @Test
  void a_child_that_ends_by_itself_is_started_again_and_counted() {
    end();

    start("end");

    Await.until(
        "it ended unasked", LIMIT, () -> supervisor.unaskedEnds() >= 2, () -> outputs() + " runs");
  }

  @Test
  void a_child_that_was_asked_to_end_stays_away_and_cannot_be_killed() {
    child.stop(LIMIT);

    Await.pause(Duration.ofMillis(200));

    assertThat(child.runs()).isFalse();
    assertThat(supervisor.unaskedEnds()).isZero();
    assertThatThrownBy(child::kill)
        .isInstanceOf(ChaosException.class)
        .hasMessage("idler is not there to be killed");
  }

  @Test
  void a_frozen_child_is_not_started_again() {
    child.freeze();

    Await.pause(Duration.ofMillis(200));

    assertThat(child.runs()).isFalse();
    assertThat(outputs()).isEqualTo(1);
    child.thaw();
    assertThat(child.runs()).isTrue();
  }

  private void awaitRuns(int runs) {
    Await.until(
        "run %d is there".formatted(runs),
        LIMIT,
        () -> child.runs() && outputs() == runs && child.printed().contains("here"),
        child::printed);
  }

  private int outputs() {
    return child.outputs().size();
  }
}
