package dev.sprintcapacity.chaos.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sprintcapacity.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationRunTest {
  private static final long NONE = -1;

  private final ManualClock clock = new ManualClock();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final SimulationRun run = new SimulationRun(clock::nanoTime, lines::add);

  @Test
  void worlds_that_fail_are_told_with_the_command_that_replays_them() {
    FailingWorlds worlds = new FailingWorlds(Set.of(12L, 15L), NONE, () -> {});

    assertThat(run.many(worlds, plan(10, 8, 1))).isFalse();

    assertThat(worlds.seeds).containsExactly(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L);
    assertThat(lines)
        .containsExactly(
            "failing: seed 12: something is wrong in 12",
            "failing: seed 15: something is wrong in 15",
            "failing: 8 of 8 seeds in 0 s (0.0 per second): 4.0 simulated hours, 80 steps, 8 faults, 2 seeds with violations",
            "failing: seed 12 failed; replay it with: ./sprintcap chaos simulate --simulation=failing --seed=12",
            "failing: seed 15 failed; replay it with: ./sprintcap chaos simulate --simulation=failing --seed=15");
  }

  @Test
  void where_nothing_fails_the_run_passes_whatever_the_number_of_threads() {
    FailingWorlds worlds = new FailingWorlds(Set.of(), NONE, () -> {});

    assertThat(run.many(worlds, plan(1, 100, 4))).isTrue();

    assertThat(worlds.seeds)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 100).boxed().collect(Collectors.toList()));
    assertThat(lines).singleElement().asString().startsWith("failing: 100 of 100 seeds");
  }

  @Test
  void no_world_begins_after_the_bound_and_progress_is_told_on_the_way() {
    FailingWorlds worlds =
        new FailingWorlds(Set.of(), NONE, () -> clock.advance(Duration.ofSeconds(6)));

    assertThat(run.many(worlds, plan(1, 1_000, 1))).isTrue();

    assertThat(worlds.seeds).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(lines)
        .contains(
            "failing: 2 of 1000 seeds in 12 s (0.2 per second): 1.0 simulated hours, 20 steps, 2 faults, 0 seeds with violations")
        .endsWith("failing: stopped after 10 of 1000 seeds: the time is over");
  }

  @Test
  void after_twenty_worlds_that_failed_no_more_are_run() {
    FailingWorlds worlds =
        new FailingWorlds(
            LongStream.range(0, 100).boxed().collect(Collectors.toSet()), NONE, () -> {});

    assertThat(run.many(worlds, plan(0, 100, 1))).isFalse();

    assertThat(worlds.seeds).hasSize(20);
    assertThat(lines).contains("failing: stopped after 20 of 100 seeds: enough failed");
  }

  @Test
  void a_simulation_that_throws_fails_its_world_and_the_others_go_on() {
    FailingWorlds worlds = new FailingWorlds(Set.of(), 2, () -> {});

    assertThat(run.many(worlds, plan(1, 3, 1))).isFalse();

    assertThat(worlds.seeds).hasSize(3);
    assertThat(lines.getFirst())
        .isEqualTo(
            "failing: seed 2: the simulation broke: java.lang.IllegalStateException: no such world");
  }

  @Test
  void a_replay_tells_the_end_of_the_trace_and_what_is_wrong() {
    FailingWorlds worlds = new FailingWorlds(Set.of(7L), NONE, () -> {});

    assertThat(run.one(worlds, 7)).isFalse();
    assertThat(lines)
        .containsExactly(
            "first step",
            "last step",
            "failing: the world of seed 7 lasted PT30M, with 10 steps and 1 faults; digest of its trace ab12",
            "VIOLATION something is wrong in 7");
    assertThat(run.one(worlds, 8)).isTrue();
  }

  private static SimulationRun.Plan plan(long first, long count, int threads) {
    return new SimulationRun.Plan(first, count, threads, Duration.ofMinutes(1));
  }
}
