package dev.sprintcapacity.chaos.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the members of a group, each event has one effect, in order. */
class ConsumerCampaignTest {
  private static final int KILLS = 5;
  private static final int REBALANCES = 10;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @ParameterizedTest
  @EnumSource(names = {"CLASSIC", "KIP848"})
  void kills_and_forced_rebalances_miss_repeat_and_reorder_no_effect(GroupMode mode) {
    ConsumerStagePlan stage =
        new ConsumerStagePlan(
            folder,
            mode,
            3,
            250,
            Duration.ofSeconds(3),
            new SecureRandom().nextInt(Integer.MAX_VALUE),
            System.out::println);

    ConsumerCampaignResult result =
        new ConsumerCampaign(
                new ConsumerCampaignPlan(stage, KILLS, REBALANCES, 50, Duration.ofMinutes(15)))
            .run();

    assertThat(result.verdict().clean())
        .as("%s %s", result.verdict().line(), result.verdict().examples())
        .isTrue();
    assertThat(result.count(GroupFault.KILL)).isEqualTo(KILLS);
    assertThat(
            result.count(GroupFault.JOIN)
                + result.count(GroupFault.LEAVE)
                + result.count(GroupFault.FREEZE))
        .isEqualTo(REBALANCES);
    assertThat(result.count(GroupFault.FREEZE)).isPositive();
    assertThat(result.verdict().tally().effects()).isGreaterThan(1_000);
    assertThat(result.oddities().losses())
        .as("members that were frozen noticed that they had lost their partitions")
        .isPositive();
    assertThat(result.oddities().unpeacefulEnds()).as("closes not in peace").isZero();
    assertThat(result.oddities().unaskedEnds()).as("processes that ended unasked").isZero();
    assertThat(result.passed()).isTrue();
  }
}
