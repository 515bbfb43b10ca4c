package dev.sprintcapacity.chaos.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumerCampaignArgumentsTest {
  private static final Path FOLDER = Path.of("folder");

  @Test
  void without_arguments_kills_and_rebalances_are_shared_out_over_all_modes() {
    ConsumerCampaignArguments none = ConsumerCampaignArguments.parse(List.of());

    List<ConsumerCampaignPlan> plans = none.plans(FOLDER, line -> {});

    assertThat(plans).extracting(plan -> plan.stage().mode()).containsExactly(GroupMode.values());
    assertThat(plans).extracting(ConsumerCampaignPlan::kills).containsOnly(5);
    assertThat(plans).extracting(ConsumerCampaignPlan::rebalances).containsOnly(10);
    assertThat(none.keep()).isFalse();
    assertThat(ConsumerCampaignArguments.parse(List.of()).seed())
        .as("a seed of chance")
        .isNotEqualTo(none.seed());
  }

  @Test
  void every_argument_arrives_in_the_plans_and_no_strike_is_lost_by_the_sharing() {
    ConsumerCampaignArguments all =
        ConsumerCampaignArguments.parse(
            List.of(
                "--modes=static,kip848",
                "--kills=7",
                "--rebalances=8",
                "--seed=42",
                "--members=5",
                "--rate=900",
                "--impatience=50",
                "--session=PT2S",
                "--bound=PT2H",
                "--keep=true"));

    List<ConsumerCampaignPlan> plans = all.plans(FOLDER, line -> {});

    assertThat(plans)
        .extracting(plan -> plan.stage().mode())
        .containsExactly(GroupMode.STATIC, GroupMode.KIP848);
    assertThat(plans).extracting(ConsumerCampaignPlan::kills).containsExactly(4, 3);
    assertThat(plans).extracting(ConsumerCampaignPlan::rebalances).containsExactly(4, 4);
    assertThat(plans)
        .allSatisfy(plan -> {
          assertThat(plan.impatiencePercent()).isEqualTo(50);
          assertThat(plan.bound()).isEqualTo(Duration.ofHours(2));
          assertThat(plan.stage().seed()).isEqualTo(42);
          assertThat(plan.stage().members()).isEqualTo(5);
          assertThat(plan.stage().eventsPerSecond()).isEqualTo(900);
          assertThat(plan.stage().session()).isEqualTo(Duration.ofSeconds(2));
        });
    assertThat(all.keep()).isTrue();
  }

  @Test
  void what_is_not_understood_is_refused_by_name() {
    refused("--kill=20", "what is --kill=20?");
    refused("classic", "what is classic?");
    refused("--modes=classic,eager", "there is no mode called eager");
    refused("--session=4", "--session must be a duration such as PT10S, but is 4");
  }

  @Test
  void numbers_out_of_range_are_refused_before_anything_starts() {
    planRefused(List.of("--members=1"), "members must be 2 to 16, but are 1");
    planRefused(List.of("--rate=5001"), "rate must be 1 to 5000, but is 5001");
    planRefused(List.of("--session=PT0.5S"), "session must be PT1S or longer, but is PT0.5S");
    planRefused(List.of("--impatience=101"), "impatience must be 0 to 100 percent, but is 101");
    planRefused(
        List.of("--kills=3", "--rebalances=0"),
        "there must be a kill or a rebalance in each mode, but are 0 and 0");
  }

  @Test
  void rebalances_are_leaves_joins_and_freezes_and_nobody_joins_who_had_not_left() {
    List<GroupFault> faults = GroupFault.of(5, 10);

    assertThat(Collections.frequency(faults, GroupFault.KILL)).isEqualTo(5);
    assertThat(Collections.frequency(faults, GroupFault.LEAVE)).isEqualTo(4);
    assertThat(Collections.frequency(faults, GroupFault.JOIN)).isEqualTo(4);
    assertThat(Collections.frequency(faults, GroupFault.FREEZE)).isEqualTo(2);
    assertThat(Collections.frequency(GroupFault.of(0, 13), GroupFault.LEAVE))
        .isEqualTo(1 + Collections.frequency(GroupFault.of(0, 13), GroupFault.JOIN));
  }

  private static void refused(String argument, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsumerCampaignArguments.parse(List.of(argument)))
        .withMessage(message);
  }

  private static void planRefused(List<String> given, String message) {
    ConsumerCampaignArguments arguments = ConsumerCampaignArguments.parse(given);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.plans(FOLDER, line -> {}))
        .withMessage(message);
  }
}
