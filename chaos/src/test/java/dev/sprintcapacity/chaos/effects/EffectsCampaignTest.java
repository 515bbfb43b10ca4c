package dev.sprintcapacity.chaos.effects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** However often consumers are killed, no mail, figure or sprint is missing or there twice. */
class EffectsCampaignTest {
  private static final int KILLS = 9;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void kills_of_each_consumer_miss_and_repeat_no_effect() {
    EffectsPlan plan =
        new EffectsPlan(
            folder,
            List.of(EffectKind.values()),
            KILLS,
            1,
            25,
            new SecureRandom().nextInt(Integer.MAX_VALUE),
            Duration.ofMinutes(10),
            System.out::println);

    EffectsResult result = new EffectsCampaign(plan).run();

    assertThat(result.verdicts())
        .as("%s", result.lines())
        .hasSize(EffectKind.values().length)
        .allMatch(KindVerdict::clean);
    assertThat(result.kills()).hasSize(EffectKind.values().length);
    assertThat(result.done()).isEqualTo(KILLS);
    assertThat(result.unaskedEnds()).as("processes that ended unasked").isZero();
    assertThat(result.unpeacefulEnds()).as("ends not in peace").isZero();
    assertThat(result.passed()).isTrue();
  }
}
