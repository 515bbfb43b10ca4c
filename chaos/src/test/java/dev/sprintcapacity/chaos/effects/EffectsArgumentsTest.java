package dev.sprintcapacity.chaos.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsArgumentsTest {

  @Test
  void without_arguments_all_consumers_are_killed_thirty_times_together() {
    EffectsArguments none = EffectsArguments.parse(List.of());

    assertThat(none)
        .isEqualTo(
            new EffectsArguments(
                List.of(EffectKind.values()),
                30,
                2,
                40,
                none.seed(),
                Duration.ofMinutes(30),
                false));
  }

  @Test
  void every_argument_arrives_in_the_plan() {
    EffectsArguments all =
        EffectsArguments.parse(
            List.of(
                "--consumers=jira,email,jira",
                "--kills=7",
                "--instances=3",
                "--rate=9",
                "--seed=42",
                "--bound=PT1H",
                "--keep=true"));

    EffectsPlan plan = all.plan(Path.of("folder"), line -> {});

    assertThat(plan.consumers()).containsExactly(EffectKind.JIRA, EffectKind.EMAIL);
    assertThat(plan.kills()).isEqualTo(7);
    assertThat(plan.instances()).isEqualTo(3);
    assertThat(plan.eventsPerSecond()).isEqualTo(9);
    assertThat(plan.seed()).isEqualTo(42);
    assertThat(plan.bound()).isEqualTo(Duration.ofHours(1));
    assertThat(plan.folder()).isEqualTo(Path.of("folder"));
    assertThat(all.keep()).isTrue();
  }

  @Test
  void what_cannot_be_done_is_refused_with_its_name_and_value() {
    refused("--consumers=emial", "there is no consumer called emial");
    refused("--kills=0", "kills must be 1 or more, but are 0");
    refused("--instances=9", "instances must be 1 to 8, but are 9");
    refused("--rate=501", "rate must be 1 to 500, but is 501");
    refused("--bound=10", "--bound must be a duration such as PT10S, but is 10");
    refused("--brokers=3", "what is --brokers=3?");
  }

  private static void refused(String argument, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EffectsArguments.parse(List.of(argument)).plan(Path.of(""), line -> {}))
        .withMessage(message);
  }
}
