package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.fault.StopBroker;
import dev.sprintcapacity.chaos.load.Answers;
import dev.sprintcapacity.chaos.load.LoadShape;
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

/** The API and its events without Kafka, in the processes of an installation. */
class BrokerOutageTest {
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration OUTAGE = Duration.ofSeconds(15);

  /** Of the seed. */
  private static final String KEPT = "Kafka producer not enabled. Event logged: sprint.created";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void without_its_broker_the_api_answers_as_before_and_everything_is_published_afterwards() {
    StagePlan plan =
        new StagePlan(
            folder,
            2,
            10,
            false,
            new LoadShape(6, false, Duration.ofMillis(15)),
            new SecureRandom().nextInt(Integer.MAX_VALUE),
            System.out::println);
    try (Stage stage = Stage.start(plan)) {
      Answers answers = stage.load().answers();
      stage.load().start();
      stage.awaitPublishedAfter(Instant.EPOCH);
      Await.pause(WARM_UP);
      answers.take();
      Await.pause(OUTAGE);
      Answers.Period with = answers.take();
      long keptBefore = stage.instances().linesWith(KEPT);

      Instant back = new StopBroker(new SecureRandom(), OUTAGE).strike(stage);
      Answers.Period without = answers.take();
      stage.say("API with the broker: " + with);
      stage.say("API without it: " + without);
      stage.awaitPublishedAfter(back);

      assertThat(without.count()).as(without.toString()).isGreaterThan(100);
      assertThat(without.count(200, 299)).as(without.toString()).isEqualTo(without.count());
      assertThat(stage.writes().refused() + stage.writes().unknown()).isZero();
      assertThat(stage.instances().linesWith(KEPT)).isGreaterThan(keptBefore);
      Judgement judgement = Judgement.of(stage);
      assertThat(judgement.clean()).as(judgement.last().line()).isTrue();
    }
  }
}
