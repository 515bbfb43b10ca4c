package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.campaign.CampaignPlan.Rounds;
import dev.sprintcapacity.chaos.fault.FreezeBroker;
import dev.sprintcapacity.chaos.fault.KillBroker;
import dev.sprintcapacity.chaos.fault.MoveLeaders;
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

/** Three brokers, three replicas, of which two must have a record: one broker can be away. */
class ClusterCampaignTest {
  private static final int BROKERS = 3;
  private static final int KILLS = 3;
  private static final int MOVES = 3;
  private static final int FREEZES = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void a_broker_killed_or_frozen_and_leaders_that_move_stop_lose_repeat_and_reorder_nothing() {
    long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
    Random random = new Random(seed);
    StagePlan stage =
        new StagePlan(
            folder,
            BROKERS,
            2,
            6,
            false,
            new LoadShape(5, true, Duration.ofMillis(20)),
            seed,
            System.out::println);

    CampaignResult result =
        new Campaign(
                new CampaignPlan(
                    stage,
                    List.of(
                        new Rounds(new KillBroker(random), KILLS),
                        new Rounds(new MoveLeaders(random), MOVES),
                        new Rounds(new FreezeBroker(random, Duration.ofSeconds(6)), FREEZES)),
                    25,
                    Duration.ofMinutes(10)))
            .run();

    assertThat(result.judgement().clean()).as(result.judgement().last().line()).isTrue();
    assertThat(result.count("kill-broker")).isEqualTo(KILLS);
    assertThat(result.count("move-leaders")).isEqualTo(MOVES);
    assertThat(result.count("freeze-broker")).isEqualTo(FREEZES);
    assertThat(result.oddities().internalErrors()).as("answers with status 500").isZero();
    assertThat(result.oddities().unforeseen()).as("failures not foreseen").isZero();
    assertThat(result.passed()).isTrue();
  }
}
