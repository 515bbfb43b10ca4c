package dev.sprintcapacity.chaos.crashpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Some points of each build; all of them with the command. */
class CrashPointSweepTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void a_service_that_ends_at_an_effect_on_database_or_broker_loses_repeats_and_reorders_nothing() {
    SweepPlan plan =
        SweepArguments.parse(List.of("--points=6", "--bound=PT5M"))
            .plan(folder, System.out::println);

    SweepResult result = new Sweep(plan).run();

    assertThat(result.judgement().clean()).as(result.judgement().last().line()).isTrue();
    assertThat(result.struck()).isNotEmpty();
    assertThat(result.oddities().internalErrors()).as("answers with status 500").isZero();
  }
}
