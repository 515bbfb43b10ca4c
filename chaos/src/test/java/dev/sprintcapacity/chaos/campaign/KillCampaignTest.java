package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.campaign.CampaignPlan.Rounds;
import dev.sprintcapacity.chaos.fault.KillBackend;
import dev.sprintcapacity.chaos.fault.KillBroker;
import dev.sprintcapacity.chaos.fault.KillLeader;
import dev.sprintcapacity.chaos.fault.KillPostgres;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, whenever, clients get what they were promised. */
class KillCampaignTest {
  private static final int KILLS = 10;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void kills_of_leader_postgresql_and_broker_under_load_lose_repeat_and_reorder_nothing() {
    Random random = new SecureRandom();
    StagePlan stage =
        new StagePlan(
            folder,
            2,
            6,
            false,
            new LoadShape(5, true, Duration.ofMillis(20)),
            random.nextInt(Integer.MAX_VALUE),
            System.out::println);

    CampaignResult result =
        new Campaign(
                new CampaignPlan(
                    stage,
                    List.of(
                        new Rounds(new KillLeader(), KILLS),
                        new Rounds(new KillPostgres(), KILLS),
                        new Rounds(new KillBackend(random), KILLS),
                        new Rounds(new KillBroker(random), KILLS)),
                    25,
                    Duration.ofMinutes(30)))
            .run();

    assertThat(result.judgement().clean()).as(result.judgement().last().line()).isTrue();
    assertThat(result.count("kill-leader")).isEqualTo(KILLS);
    assertThat(result.count("kill-postgres")).isEqualTo(KILLS);
    assertThat(result.count("kill-backend")).isEqualTo(KILLS);
    assertThat(result.count("kill-broker")).isEqualTo(KILLS);
    assertThat(result.strikes())
        .allSatisfy(strike -> assertThat(strike.acknowledgedBefore()).isGreaterThanOrEqualTo(20));
    assertThat(result.oddities().internalErrors()).as("answers with status 500").isZero();
    assertThat(result.oddities().unforeseen()).as("failures not foreseen").isZero();
    assertThat(result.passed()).isTrue();
  }
}
