package dev.sprintcapacity.chaos.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever member is killed, joins, leaves or is frozen, each event has its effect, once. */
class ConsumerCampaignTest {
  /** Of each protocol. */
  private static final int KILLS = 5;

  private static final int REBALANCES = 10;
  private static final int EVENTS_PER_SECOND = 200;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @EnumSource(names = {"CLASSIC", "KIP848"})
  void kills_and_rebalances_of_members_lose_repeat_and_reorder_no_effect(GroupMode mode) {
    ConsumerStagePlan stage =
        new ConsumerStagePlan(
            folder,
            mode,
            3,
            EVENTS_PER_SECOND,
            Duration.ofSeconds(3),
            new SecureRandom().nextInt(Integer.MAX_VALUE),
            System.out::println);

    ConsumerCampaignResult result =
        new ConsumerCampaign(
                new ConsumerCampaignPlan(stage, KILLS, REBALANCES, 50, Duration.ofMinutes(20)))
            .run();

    assertThat(result.verdict().clean())
        .as("%s %s", result.verdict().line(), result.verdict().examples())
        .isTrue();
    assertThat(result.count(GroupFault.KILL)).isEqualTo(KILLS);
    assertThat(result.strikes()).hasSize(KILLS + REBALANCES);
    assertThat(result.verdict().tally().produced()).as("events").isGreaterThan(KILLS);
    assertThat(result.verdict().tally().effects()).isEqualTo(result.verdict().tally().produced());
    assertThat(result.verdict().tally().members()).as("processes").isGreaterThan(KILLS);
    assertThat(result.passed()).as(result.oddities().line()).isTrue();
  }
}
