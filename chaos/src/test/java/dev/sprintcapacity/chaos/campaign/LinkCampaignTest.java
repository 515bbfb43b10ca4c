package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.chaos.campaign.CampaignPlan.Rounds;
import dev.sprintcapacity.chaos.fault.FaultKind;
import dev.sprintcapacity.chaos.load.LoadShape;
import dev.sprintcapacity.chaos.stage.StagePlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Connections are cut, half open and slow, while both of their ends live. */
class LinkCampaignTest {
  private static final int TIMES = 3;
  private static final Duration LENGTH = Duration.ofSeconds(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void bad_connections_with_database_and_broker_lose_repeat_and_reorder_nothing() {
    long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
    StagePlan stage =
        new StagePlan(
            folder,
            2,
            10,
            true,
            new LoadShape(8, true, Duration.ofMillis(10)),
            seed,
            System.out::println);
    Random random = new Random(seed);
    List<Rounds> rounds =
        Stream.of(FaultKind.CUT, FaultKind.SILENCE, FaultKind.SLOW)
            .map(kind -> new Rounds(kind.make(random, LENGTH), TIMES))
            .toList();

    CampaignResult result =
        new Campaign(new CampaignPlan(stage, rounds, 25, Duration.ofMinutes(10))).run();

    assertThat(result.judgement().clean()).as(result.judgement().last().line()).isTrue();
    assertThat(result.count("cut")).isEqualTo(TIMES);
    assertThat(result.count("silence")).isEqualTo(TIMES);
    assertThat(result.count("slow")).isEqualTo(TIMES);
    assertThat(result.oddities().internalErrors()).as("answers with status 500").isZero();
    assertThat(result.passed()).isTrue();
  }
}
