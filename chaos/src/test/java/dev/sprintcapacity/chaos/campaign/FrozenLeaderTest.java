package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.campaign.CampaignPlan.Rounds;
import dev.sprintcapacity.chaos.fault.FreezeLeader;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A process that was stopped does not know that its time is over. */
class FrozenLeaderTest {
  private static final int FREEZES = 2;

  /** Freezes go on until there are so many, which are more than two freezes bring here. */
  private static final long EVENTS = 1000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void of_a_leader_that_was_frozen_and_replaced_nothing_is_published_when_it_thaws() {
    StagePlan stage =
        new StagePlan(
            folder,
            2,
            10,
            false,
            new LoadShape(16, false, Duration.ofMillis(5)),
            new SecureRandom().nextInt(Integer.MAX_VALUE),
            System.out::println);

    CampaignResult result =
        new Campaign(
                new CampaignPlan(
                    stage,
                    List.of(new Rounds(new FreezeLeader(Duration.ofSeconds(1)), FREEZES)),
                    EVENTS,
                    0,
                    Duration.ofMinutes(10)))
            .run();

    assertThat(result.judgement().clean()).as(result.judgement().last().line()).isTrue();
    assertThat(result.count("freeze-leader")).isGreaterThanOrEqualTo(FREEZES);
    assertThat(result.judgement().last().tally().rows()).isGreaterThanOrEqualTo(EVENTS);
    assertThat(result.oddities().internalErrors()).as("answers with status 500").isZero();
    assertThat(result.passed()).isTrue();
  }
}
