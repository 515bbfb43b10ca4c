package dev.sprintcapacity.chaos.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sprintcapacity.chaos.campaign.CampaignPlan.Rounds;
import dev.sprintcapacity.chaos.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignArgumentsTest {

  @Test
  void without_arguments_leader_postgresql_and_broker_are_killed_twenty_times_each() {
    CampaignArguments none = CampaignArguments.parse(List.of());

    assertThat(none)
        .isEqualTo(
            new CampaignArguments(
                List.of(FaultKind.LEADER, FaultKind.POSTGRES, FaultKind.BROKER),
                20,
                0,
                none.seed(),
                1,
                2,
                6,
                25,
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                false));
    assertThat(CampaignArguments.parse(List.of()).seed())
        .as("a seed of chance")
        .isNotEqualTo(none.seed());
  }

  @Test
  void every_argument_arrives_in_the_plan() {
    CampaignArguments all =
        CampaignArguments.parse(
            List.of(
                "--faults=freeze,outage,instance,freeze-broker,leader-change,all-brokers",
                "--kills=7",
                "--events=1000000",
                "--seed=42",
                "--brokers=5",
                "--instances=3",
                "--clients=9",
                "--impatience=50",
                "--length=PT1M",
                "--bound=PT2H",
                "--keep=true"));

    CampaignPlan plan = all.plan(Path.of("folder"), line -> {});

    assertThat(plan.rounds())
        .extracting(rounds -> rounds.fault().name())
        .containsExactly(
            "freeze-leader",
            "stop-broker",
            "kill-instance",
            "freeze-broker",
            "move-leaders",
            "kill-all-brokers");
    assertThat(plan.rounds()).extracting(Rounds::times).containsOnly(7);
    assertThat(plan.strikes()).isEqualTo(42);
    assertThat(plan.events()).isEqualTo(1_000_000);
    assertThat(plan.impatiencePercent()).isEqualTo(50);
    assertThat(plan.bound()).isEqualTo(Duration.ofHours(2));
    assertThat(plan.stage().seed()).isEqualTo(42);
    assertThat(plan.stage().brokers()).isEqualTo(5);
    assertThat(plan.stage().instances()).isEqualTo(3);
    assertThat(plan.stage().load().clients()).isEqualTo(9);
    assertThat(all.length()).isEqualTo(Duration.ofMinutes(1));
    assertThat(all.keep()).isTrue();
  }

  @Test
  void what_is_not_understood_is_refused_by_name() {
    refused("--kill=20", "what is --kill=20?");
    refused("postgres", "what is postgres?");
    refused("--faults=leader,meteor", "there is no fault called meteor");
    refused("--length=10", "--length must be a duration such as PT10S, but is 10");
  }

  @Test
  void numbers_out_of_range_are_refused_before_anything_starts() {
    planRefused("--instances=0", "instances must be 1 to 16, but are 0");
    planRefused("--brokers=2", "brokers must be 1, or 3 to 9, but are 2");
    planRefused("--brokers=10", "brokers must be 1, or 3 to 9, but are 10");
    planRefused("--faults=leader-change", "leader-change needs a cluster: --brokers=3");
    planRefused("--clients=1001", "clients must be 1 to 1000, but are 1001");
    planRefused("--impatience=101", "impatience must be 0 to 100 percent, but is 101");
    planRefused("--events=-1", "events must not be negative, but are -1");
    planRefused("--kills=0", "kill-leader must strike at least once, not 0 times");
  }

  private static void refused(String argument, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CampaignArguments.parse(List.of(argument)))
        .withMessage(message);
  }

  private static void planRefused(String argument, String message) {
    CampaignArguments arguments = CampaignArguments.parse(List.of(argument));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.plan(Path.of("folder"), line -> {}))
        .withMessage(message);
  }
}
