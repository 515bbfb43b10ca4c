package dev.sprintcapacity.chaos.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageArgumentsTest {

  @Test
  void without_arguments_the_broker_is_away_for_five_minutes() {
    OutageArguments none = OutageArguments.parse(List.of());

    assertThat(none)
        .isEqualTo(
            new OutageArguments(
                Duration.ofMinutes(5), Duration.ofSeconds(30), 2, 10, none.seed(), false));
  }

  @Test
  void every_argument_arrives_in_the_plan() {
    OutageArguments all =
        OutageArguments.parse(
            List.of(
                "--length=PT1H",
                "--before=PT1M",
                "--instances=3",
                "--clients=9",
                "--seed=42",
                "--keep=true"));

    OutagePlan plan = all.plan(Path.of("folder"), line -> {});

    assertThat(plan.length()).isEqualTo(Duration.ofHours(1));
    assertThat(plan.before()).isEqualTo(Duration.ofMinutes(1));
    assertThat(plan.stage().instances()).isEqualTo(3);
    assertThat(plan.stage().load().clients()).isEqualTo(9);
    assertThat(plan.stage().seed()).isEqualTo(42);
    assertThat(plan.stage().folder()).isEqualTo(Path.of("folder"));
    assertThat(all.keep()).isTrue();
  }

  @Test
  void what_cannot_be_done_is_refused_with_its_name_and_value() {
    refused("--length=10", "--length must be a duration such as PT10S, but is 10");
    refused("--clients=many", "--clients must be a whole number, but is many");
    refused("--seed=x", "--seed must be a whole number, but is x");
    refused("--length=PT0S", "length must be longer than none, but is PT0S");
    refused("--before=-PT1S", "before must be longer than none, but is PT-1S");
    refused("--brokers=3", "what is --brokers=3?");
  }

  private static void refused(String argument, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutageArguments.parse(List.of(argument)).plan(Path.of(""), line -> {}))
        .withMessage(message);
  }
}
